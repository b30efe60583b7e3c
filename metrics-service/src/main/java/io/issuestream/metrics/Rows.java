package io.issuestream.metrics;

import io.r2dbc.spi.Readable;

/** Reads columns that are never null. */
public final class Rows {
  private Rows() {}

  /** A text. */
  public static String text(Readable row, String column) {
    return value(row, column, String.class);
  }

  /** A whole number. */
  public static long number(Readable row, String column) {
    return value(row, column, Long.class);
  }

  /** Bytes. */
  public static byte[] bytes(Readable row, String column) {
    return value(row, column, byte[].class);
  }

  /**
   * A value of any type.
   *
   * @throws IllegalStateException if it is null after all
   */
  public static <T> T value(Readable row, String column, Class<T> type) {
    T value = row.get(column, type);
    if (value == null) {
      throw new IllegalStateException("Column " + column + " is null");
    }
    return value;
  }
}

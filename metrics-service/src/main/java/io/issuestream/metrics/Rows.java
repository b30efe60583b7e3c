package io.issuestream.metrics;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;

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

  /**
   * The bytes of a text: bytes themselves would come as hexadecimal digits, which cost twice the
   * wire and a tenth of the processor to read.
   */
  public static byte[] utf8(Readable row, String column) {
    return text(row, column).getBytes(StandardCharsets.UTF_8);
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

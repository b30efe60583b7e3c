package io.issuestream.sync.sql;

import io.r2dbc.spi.Readable;

/** Reading columns that are declared not null. */
public final class Column {

  private Column() {}

  /**
   * The value of a column that always has one.
   *
   * @throws IllegalStateException if it has none after all
   */
  public static <T> T of(Readable row, String name, Class<T> type) {
    T value = row.get(name, type);
    if (value == null) {
      throw new IllegalStateException("Column " + name + " is null");
    }
    return value;
  }
}

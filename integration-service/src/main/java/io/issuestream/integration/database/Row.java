package io.issuestream.integration.database;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A result row whose columns are read as what the table promises. */
public record Row(Readable columns) {

  /** A text that is never null in the table. */
  public String text(String column) {
    return required(column, String.class);
  }

  /** A text that may be null. */
  public @Nullable String textOrNull(String column) {
    return columns.get(column, String.class);
  }

  /** A whole number that is never null in the table. */
  public long number(String column) {
    return required(column, Long.class);
  }

  /** A whole number that may be null. */
  public @Nullable Long numberOrNull(String column) {
    return columns.get(column, Long.class);
  }

  /** An identifier that is never null in the table. */
  public UUID uuid(String column) {
    return required(column, UUID.class);
  }

  /** A truth value that is never null in the table. */
  public boolean flag(String column) {
    return required(column, Boolean.class);
  }

  /** A moment that is never null in the table. */
  public Instant instant(String column) {
    return required(column, Instant.class);
  }

  /** A moment that may be null. */
  public @Nullable Instant instantOrNull(String column) {
    return columns.get(column, Instant.class);
  }

  /** Bytes that are never null in the table. */
  public byte[] bytes(String column) {
    return required(column, byte[].class);
  }

  private <T> T required(String column, Class<T> type) {
    T value = columns.get(column, type);
    if (value == null) {
      throw new IllegalStateException("Column " + column + " is null");
    }
    return value;
  }
}

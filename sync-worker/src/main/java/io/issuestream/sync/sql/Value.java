package io.issuestream.sync.sql;

import io.r2dbc.spi.Parameters;
import org.jspecify.annotations.Nullable;

/** A bound value. */
public final class Value {

  private Value() {}

  /** The value, or an SQL null of that type. */
  public static Object orNull(@Nullable Object value, Class<?> type) {
    return value == null ? Parameters.in(type) : value;
  }
}

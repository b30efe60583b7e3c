package io.issuestream.integration.pullrequest;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns rows into the columns that {@code unnest} takes. */
record Columns<R>(List<R> rows) {

  String[] texts(Function<R, String> value) {
    return of(value, String[]::new);
  }

  <T extends @Nullable Object> T[] of(Function<R, T> value, IntFunction<T[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}

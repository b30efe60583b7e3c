package io.issuestream.edge;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next what to send as {@code after} for the following part; null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** The largest part that can be asked for. */
  public static final int MAX_LIMIT = 200;

  /** The part that is given when none is asked for. */
  public static final int DEFAULT_LIMIT = 50;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Checks an asked-for size.
   *
   * @throws Problem (400) unless it is 1 to {@value #MAX_LIMIT}; null stands for {@value
   *     #DEFAULT_LIMIT}
   */
  public static int limit(@Nullable Integer asked) {
    if (asked == null) {
      return DEFAULT_LIMIT;
    }
    if (asked < 1 || asked > MAX_LIMIT) {
      throw Problem.invalid("limit is 1 to " + MAX_LIMIT + ", not " + asked + ".");
    }
    return asked;
  }

  /**
   * Makes a part of at most {@code limit} items of rows read with one more than that, to know
   * whether more follow.
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    return new Page<>(rows.subList(0, limit), cursor.apply(rows.get(limit - 1)));
  }
}

package io.issuestream.sandbox.jql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed query.
 *
 * @param where the restriction, null where there is none
 * @param order the ORDER BY fields, empty where there is none
 */
public record Query(@Nullable Clause where, List<Order> order) {

  /** A restriction. */
  public sealed interface Clause {}

  /** Both. */
  public record And(Clause left, Clause right) implements Clause {}

  /** Either. */
  public record Or(Clause left, Clause right) implements Clause {}

  /** Not. */
  public record Not(Clause clause) implements Clause {}

  /**
   * A field compared.
   *
   * @param field in lower case
   * @param operator {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code
   *     in}, {@code not in}, {@code is} or {@code is not}
   * @param operands the values as written, without quotation marks; {@code EMPTY} for the empty
   *     value
   */
  public record Comparison(String field, String operator, List<String> operands) implements Clause {
    String first() {
      return operands.getFirst();
    }
  }

  /**
   * One field to sort by.
   *
   * @param field {@code id}, {@code key}, {@code created} or {@code updated}
   * @param descending the highest first
   */
  public record Order(String field, boolean descending) {}

  /** Reads a query. */
  public static Query parse(String jql) {
    return new JqlParser(jql).query();
  }
}

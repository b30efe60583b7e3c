package io.issuestream.sandbox.jql;

import io.issuestream.sandbox.data.SortPoint;
import io.issuestream.sandbox.jql.Query.Order;
import java.util.Comparator;
import java.util.List;

/** The order of answers. Without ORDER BY the newest come first; the id settles every tie. */
final class Ordering {
  private static final List<Order> DEFAULT = List.of(new Order("id", true));

  private Ordering() {}

  /** Whether the order is by rising id and nothing else, which the issues are kept in. */
  static boolean byRisingId(List<Order> order) {
    return !order.isEmpty()
        && order.getFirst().field().equals("id")
        && !order.getFirst().descending();
  }

  static Comparator<SortPoint> of(List<Order> order) {
    return (order.isEmpty() ? DEFAULT : order)
        .stream()
            .map(each -> each.descending() ? one(each.field()).reversed() : one(each.field()))
            .reduce(Comparator::thenComparing)
            .orElseThrow()
            .thenComparingLong(SortPoint::id);
  }

  private static Comparator<SortPoint> one(String field) {
    return switch (field) {
      case "id" -> Comparator.comparingLong(SortPoint::id);
      case "key" ->
          Comparator.comparing(SortPoint::projectKey).thenComparingLong(SortPoint::number);
      case "created" -> Comparator.comparingLong(SortPoint::created);
      default -> Comparator.comparingLong(SortPoint::updated);
    };
  }
}

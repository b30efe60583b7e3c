package io.issuestream.jira;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list that is walked by {@code startAt}. Jira may give fewer than asked for, so the
 * next offset is what has really come, and an empty page ends every walk.
 *
 * @param items what could be read of the page
 * @param next offset of the next page; null after the last
 */
record OffsetPage<T>(List<T> items, @Nullable Long next) {

  /** Every page, one request after the other. */
  static <T> Flux<List<T>> walk(LongFunction<Mono<OffsetPage<T>>> fetch) {
    return fetch
        .apply(0)
        .expand(page -> page.next() == null ? Mono.empty() : fetch.apply(page.next()))
        .map(OffsetPage::items)
        .filter(items -> !items.isEmpty());
  }

  /** A page of the kind {@code {startAt, maxResults, total, isLast, values}}. */
  static <T> OffsetPage<T> of(
      JiraAnswer answer, long startAt, Function<JsonNode, @Nullable T> read) {
    JsonNode page = answer.object();
    JsonNode values = page.get("values");
    if (values == null || !values.isArray()) {
      throw answer.unreadable("it holds no list of values", null);
    }
    answer.counted(values.size());
    long next = startAt + values.size();
    return new OffsetPage<>(items(values, read), isLast(page, values, next) ? null : next);
  }

  static <T> List<T> items(JsonNode array, Function<JsonNode, @Nullable T> read) {
    List<T> items = new ArrayList<>(array.size());
    for (JsonNode node : array) {
      T item = read.apply(node);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private static boolean isLast(JsonNode page, JsonNode values, long next) {
    if (values.isEmpty()) {
      return true;
    }
    JsonNode isLast = page.get("isLast");
    if (isLast != null && isLast.isBoolean()) {
      return isLast.booleanValue();
    }
    Long total = Json.number(page, "total");
    return total != null && next >= total;
  }
}

package io.issuestream.jira;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call costs by Atlassian's table: 1 for the call, 1 for each object it returns, 2 for each
 * user; a write costs 1.
 */
final class PointCost {

  /** What Cloud returns on a page of issues with more than their ids, whatever was asked for. */
  private static final int ISSUES_WITH_FIELDS = 100;

  private static final int PAGE_WHERE_NONE_IS_ASKED = 50;

  private PointCost() {}

  /** The most it may cost, before it is sent. */
  static int estimate(JiraRequest request) {
    return 1 + weight(request) * mostItems(request);
  }

  /** What it has cost. */
  static int of(JiraRequest request, int items) {
    return 1 + weight(request) * items;
  }

  private static int weight(JiraRequest request) {
    return request.endpoint().contains("/user") ? 2 : 1;
  }

  private static int mostItems(JiraRequest request) {
    var body = request.body();
    if (body == null) {
      return inQuery(request.pathAndQuery());
    }
    if (body.get("issueIdsOrKeys") instanceof Collection<?> issues) {
      return issues.size();
    }
    int page = body.get("maxResults") instanceof Number most ? most.intValue() : 0;
    return idsOnly(body.get("fields")) ? page : Math.min(page, ISSUES_WITH_FIELDS);
  }

  private static boolean idsOnly(@Nullable Object fields) {
    return fields instanceof Collection<?> names && List.of("id", "key").containsAll(names);
  }

  private static int inQuery(String pathAndQuery) {
    String asked = "maxResults=";
    int at = pathAndQuery.indexOf(asked);
    if (at < 0) {
      return pathAndQuery.contains("startAt=") ? PAGE_WHERE_NONE_IS_ASKED : 0;
    }
    int from = at + asked.length();
    int to = pathAndQuery.indexOf('&', from);
    Long page = Json.wholeNumber(pathAndQuery.substring(from, to < 0 ? pathAndQuery.length() : to));
    return page == null ? PAGE_WHERE_NONE_IS_ASKED : (int) Math.min(page, 10_000);
  }
}

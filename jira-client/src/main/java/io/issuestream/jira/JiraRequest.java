package io.issuestream.jira;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * One request to send.
 *
 * @param endpoint path as a template, such as {@code /rest/agile/1.0/board/{id}/sprint}: the name
 *     under which it is measured, limited and named in failures
 * @param pathAndQuery the encoded path with its query
 * @param body JSON to post; null to get
 * @param soon whether it goes before others that wait for their turn
 * @param slowChanging whether its answer may be kept for those who read from the cache
 * @param id what the template's {@code {id}} stands for; null without one
 * @param etag state of the answer that is known already; null where none is
 */
record JiraRequest(
    String endpoint,
    String pathAndQuery,
    @Nullable Map<String, ?> body,
    boolean soon,
    boolean slowChanging,
    @Nullable Long id,
    @Nullable String etag) {

  private static final String ISSUE = "/issue/{id}";

  static JiraRequest get(String endpoint) {
    return new JiraRequest(endpoint, endpoint, null, false, false, null, null);
  }

  static JiraRequest post(String endpoint, Map<String, ?> body) {
    return new JiraRequest(endpoint, endpoint, body, false, false, null, null);
  }

  /** The same with the template's {@code {id}} filled in. */
  JiraRequest id(long id) {
    String path = pathAndQuery.replace("{id}", Long.toString(id));
    return new JiraRequest(endpoint, path, body, soon, slowChanging, id, etag);
  }

  /** The same, before others that wait: for what is small and somebody watches. */
  JiraRequest first() {
    return new JiraRequest(endpoint, pathAndQuery, body, true, slowChanging, id, etag);
  }

  /** The same, for a list that seldom changes. */
  JiraRequest slow() {
    return new JiraRequest(endpoint, pathAndQuery, body, soon, true, id, etag);
  }

  /** The same, unless the answer still is the one known by this tag. */
  JiraRequest unless(@Nullable String known) {
    return new JiraRequest(endpoint, pathAndQuery, body, soon, slowChanging, id, known);
  }

  /** The same with one more query parameter. */
  JiraRequest with(String name, Object value) {
    String pair = name + "=" + UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
    String path = pathAndQuery + (pathAndQuery.contains("?") ? "&" : "?") + pair;
    return new JiraRequest(endpoint, path, body, soon, slowChanging, id, etag);
  }

  /** The issue that it is about; empty where it is about none, or several. */
  OptionalLong issueId() {
    return id != null && endpoint.contains(ISSUE) ? OptionalLong.of(id) : OptionalLong.empty();
  }

  /** A body in the order written. */
  static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return body;
  }
}

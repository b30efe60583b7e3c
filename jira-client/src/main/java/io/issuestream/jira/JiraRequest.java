package io.issuestream.jira;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * One request to send.
 *
 * @param endpoint path as a template, such as {@code /rest/agile/1.0/board/{id}/sprint}: the name
 *     under which it is measured and named in failures
 * @param pathAndQuery the encoded path with its query
 * @param body JSON to post; null to get
 * @param soon whether it goes before others that wait for their turn
 */
record JiraRequest(
    String endpoint, String pathAndQuery, @Nullable Map<String, ?> body, boolean soon) {

  static JiraRequest get(String endpoint) {
    return new JiraRequest(endpoint, endpoint, null, false);
  }

  static JiraRequest post(String endpoint, Map<String, ?> body) {
    return new JiraRequest(endpoint, endpoint, body, false);
  }

  /** The same with the template's {@code {id}} filled in. */
  JiraRequest id(long id) {
    return new JiraRequest(endpoint, pathAndQuery.replace("{id}", Long.toString(id)), body, soon);
  }

  /** The same, before others that wait: for what is small and somebody watches. */
  JiraRequest first() {
    return new JiraRequest(endpoint, pathAndQuery, body, true);
  }

  /** The same with one more query parameter. */
  JiraRequest with(String name, Object value) {
    String pair = name + "=" + UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
    return new JiraRequest(
        endpoint, pathAndQuery + (pathAndQuery.contains("?") ? "&" : "?") + pair, body, soon);
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

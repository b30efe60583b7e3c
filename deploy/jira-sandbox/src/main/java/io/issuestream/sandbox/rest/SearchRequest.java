package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a search asks for, given in the query of a GET or in the body of a POST.
 *
 * @param validated whether unknown values refuse the query; Data Center's alone may say no
 * @param reconciled ids of issues that Cloud is to find as they are now
 */
record SearchRequest(
    String jql,
    List<String> fields,
    boolean changelog,
    int startAt,
    @Nullable Integer maxResults,
    @Nullable String pageToken,
    boolean validated,
    List<String> reconciled) {

  static SearchRequest of(Call call) {
    if (!call.method().equals("POST")) {
      String jql = call.parameter("jql");
      return new SearchRequest(
          jql == null ? "" : jql,
          call.list("fields"),
          call.list("expand").contains("changelog"),
          call.number("startAt", 0),
          call.parameter("maxResults") == null
              ? null
              : Integer.valueOf(call.number("maxResults", 0)),
          call.parameter("nextPageToken"),
          !"false".equals(call.parameter("validateQuery")),
          call.list("reconcileIssues"));
    }
    JsonNode body = call.json();
    String jql = Json.text(body, "jql");
    Long max = Json.whole(body, "maxResults");
    Long start = Json.whole(body, "startAt");
    return new SearchRequest(
        jql == null ? "" : jql,
        texts(body.get("fields")),
        texts(body.get("expand")).contains("changelog"),
        start == null ? 0 : start.intValue(),
        max == null ? null : Integer.valueOf(max.intValue()),
        Json.text(body, "nextPageToken"),
        body.path("validateQuery").asBoolean(true),
        texts(body.get("reconcileIssues")));
  }

  /**
   * A list of strings, or one string of them separated by commas: Cloud takes {@code expand} so.
   */
  static List<String> texts(@Nullable JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value != null && value.isString()) {
      texts.addAll(List.of(value.stringValue().split(",")));
    } else if (value != null && value.isArray()) {
      value.forEach(each ->
          texts.addAll(
              List.of((each.isNumber() ? each.toString() : each.asString("")).split(","))));
    }
    return texts;
  }
}

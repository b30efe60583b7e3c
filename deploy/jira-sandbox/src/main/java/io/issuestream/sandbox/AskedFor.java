package io.issuestream.sandbox;

import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the request log tells of what was asked.
 *
 * @param query the query as decoded, of a search that was posted its JQL
 * @param page the page asked for, as {@code RequestLog.Entry} describes it
 */
record AskedFor(String query, String page) {
  static AskedFor of(Call call) {
    String inPath =
        call.query().entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + value))
            .collect(Collectors.joining("&"));
    if (!call.method().equals("POST") || call.body().length == 0) {
      return new AskedFor(inPath, pageOf(call));
    }
    JsonNode body = read(call.body());
    String jql = body.path("jql").asString("");
    if (jql.isEmpty()) {
      return new AskedFor(inPath, digest(call.body()));
    }
    String at = body.path("nextPageToken").asString(body.path("startAt").asString("0"));
    return new AskedFor(inPath.isEmpty() ? "jql=" + jql : inPath, jql + " @" + at);
  }

  private static String pageOf(Call call) {
    String jql = call.parameter("jql");
    String token = call.parameter("nextPageToken");
    String start = call.parameter("startAt");
    if (jql == null && token == null && start == null) {
      return "";
    }
    String at = token != null ? token : start != null ? start : "0";
    return (jql == null ? "" : jql + " ") + "@" + at;
  }

  private static JsonNode read(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      return Json.object();
    }
  }

  private static String digest(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "#" + HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

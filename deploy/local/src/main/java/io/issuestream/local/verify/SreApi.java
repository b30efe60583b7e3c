package io.issuestream.local.verify;

import io.issuestream.local.api.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as an sre sees it who acts for a team. */
record SreApi(Api api, String team) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  JsonNode get(String path) {
    return api.send("GET", path, Map.of("X-Issuestream-Team", team), "");
  }

  JsonNode post(String path, Object body) {
    return api.send(
        "POST",
        path,
        Map.of("X-Issuestream-Team", team, "Content-Type", "application/json"),
        JSON.writeValueAsString(body));
  }

  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

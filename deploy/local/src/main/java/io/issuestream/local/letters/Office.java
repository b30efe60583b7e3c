package io.issuestream.local.letters;

import io.issuestream.local.api.Api;
import io.issuestream.local.parts.ServiceSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One service's dead letters, as an sre sees them.
 *
 * @param api an sre's
 */
record Office(Api api, ServiceSpec service) {

  /** In whose audit log stands what is about no team in particular. */
  static final String PLATFORM = "platform";

  static final int AT_A_TIME = 100;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TEAM = "X-Issuestream-Team";

  private String path() {
    return "/api/v1/operations/" + service.name() + "/dead-letters";
  }

  /** The letters that are meant, in the order of their records; at most so many. */
  List<JsonNode> list(Meant meant, int most) {
    List<JsonNode> letters = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Map<String, String> query = new LinkedHashMap<>(meant.query());
      query.put("limit", Integer.toString(Math.min(AT_A_TIME, most - letters.size())));
      after.ifPresent(id -> query.put("after", id));
      JsonNode page = api.send("GET", path() + query(query), Map.of(TEAM, meant.actsFor()), "");
      page.path("items").forEach(letters::add);
      after = Optional.ofNullable(page.path("next").asString(null));
    } while (after.isPresent() && letters.size() < most);
    return letters;
  }

  /** The letter's line, without what is in it; empty where the service has no such letter. */
  Optional<JsonNode> find(String id) {
    JsonNode page = api.send("GET", path() + query(Map.of("id", id)), Map.of(TEAM, PLATFORM), "");
    return page.path("items").valueStream().findFirst();
  }

  /** A letter of a team, opened. */
  JsonNode open(String id, String team) {
    return api.send("GET", path() + "/" + id, Map.of(TEAM, team), "");
  }

  /**
   * Does one portion.
   *
   * @param what {@code retry} or {@code discard}
   */
  JsonNode deal(String what, Map<String, Object> order, String team) {
    return api.send(
        "POST",
        path() + "/" + what,
        Map.of(TEAM, team, "Content-Type", "application/json"),
        JSON.writeValueAsString(order));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }
}

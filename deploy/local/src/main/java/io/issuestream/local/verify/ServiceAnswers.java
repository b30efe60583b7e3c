package io.issuestream.local.verify;

import io.issuestream.local.api.Api;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a service says it holds of a team.
 *
 * @param tallies of each kind it holds, by project; an empty map where it holds none of the team's
 * @param waiting what it has yet to do
 */
record ServiceAnswers(
    SreApi api, String service, Map<Kind, Map<String, Tally>> tallies, List<Waiting> waiting) {

  private static final int ENTRIES = 5000;

  /** Asks a service. */
  static ServiceAnswers of(Api api, String team, String service) {
    SreApi sre = new SreApi(api, team);
    JsonNode answer = sre.get(path(service));
    Map<Kind, Map<String, Tally>> tallies = new EnumMap<>(Kind.class);
    for (JsonNode topic : answer.path("topics")) {
      Kind.of(topic.asString()).ifPresent(kind -> tallies.put(kind, new TreeMap<>()));
    }
    for (JsonNode held : answer.path("held")) {
      Kind.of(held.path("topic").asString())
          .map(tallies::get)
          .ifPresent(of -> of.put(held.path("project").asString(), Tally.of(held)));
    }
    List<Waiting> waiting = new ArrayList<>();
    for (JsonNode one : answer.path("unfinished")) {
      if (one.path("count").asLong() > 0) {
        waiting.add(
            new Waiting(
                service,
                one.path("name").asString(),
                one.path("count").asLong(),
                one.path("settles").asBoolean()));
      }
    }
    return new ServiceAnswers(sre, service, tallies, waiting);
  }

  /** The aggregates it holds of a kind in these projects, by id. */
  Map<String, Seen> entries(Kind kind, Set<String> projects) {
    Map<String, Seen> entries = new HashMap<>();
    for (String project : projects) {
      String list =
          path(service)
              + "/entries?limit=%d&kind=%s&project=%s"
                  .formatted(ENTRIES, kind.topicName(), SreApi.encoded(project));
      String next = "";
      do {
        JsonNode page = api.get(next.isEmpty() ? list : list + "&after=" + SreApi.encoded(next));
        page.path("items").forEach(one -> entries.put(one.path("id").asString(), seen(one)));
        next = page.path("next").asString("");
      } while (!next.isEmpty());
    }
    return entries;
  }

  private static Seen seen(JsonNode entry) {
    return new Seen(
        entry.path("revision").asLong(),
        entry.path("gone").asBoolean(),
        false,
        entry.path("project").asString(),
        Digits.parse(entry.path("content").asString("")));
  }

  /**
   * Has the service work its figures of a kind out afresh.
   *
   * @param different takes those that are stored otherwise
   * @return how many were worked out
   */
  long recompute(Kind kind, List<Difference> different) {
    String list = path(service) + "/recomputed?kind=" + kind.topicName();
    long checked = 0;
    String next = "";
    do {
      JsonNode set = api.get(next.isEmpty() ? list : list + "&after=" + SreApi.encoded(next));
      checked += set.path("checked").asLong();
      set.path("different").forEach(one -> different.add(otherwise(kind, one)));
      next = set.path("next").asString("");
    } while (!next.isEmpty());
    return checked;
  }

  private Difference otherwise(Kind kind, JsonNode one) {
    long revision = one.path("revision").asLong();
    Map<String, String> places = new TreeMap<>();
    places.put(service, revision == 0 ? "absent" : "revision " + revision);
    places.put("worked out afresh", "something else");
    return new Difference(
        kind.topicName(),
        one.path("project").asString(),
        one.path("id").asString(),
        places,
        List.of(service));
  }

  private static String path(String service) {
    return "/api/v1/operations/" + service + "/checksums";
  }
}

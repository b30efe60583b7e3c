package io.issuestream.local.erasure;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Table;
import io.issuestream.local.cli.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for an erasure as an sre acting for the team, waits for the services, and tells. */
public record Erasing(Api sre, String team, Terminal terminal) {

  private static final String OPERATIONS = "/api/v1/operations/user-matcher/";
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * Asks and waits.
   *
   * @param path {@code erasures} or {@code team-erasures}
   * @return whether every service has reported within the patience
   */
  public boolean run(String path, Map<String, String> body, Duration patience) {
    JsonNode accepted = send("POST", path, JSON.writeValueAsString(body));
    String id = accepted.path("erasureId").asString();
    PrintWriter out = terminal.out();
    out.println("Erasure " + id + " of team " + team + " is under way.");
    out.flush();
    JsonNode view = followed(id, patience);
    out.println();
    lines(view).forEach(out::println);
    out.flush();
    return view.path("missing").isEmpty();
  }

  private JsonNode followed(String id, Duration patience) {
    Instant end = Instant.now().plus(patience);
    Set<String> told = new HashSet<>();
    while (true) {
      JsonNode view = send("GET", "erasures/" + id, "");
      view.path("reports")
          .forEach(report -> {
            String service = report.path("service").asString();
            if (told.add(service)) {
              terminal.out().println("  " + service + " is done");
              terminal.out().flush();
            }
          });
      if (view.path("missing").isEmpty() || Instant.now().isAfter(end)) {
        return view;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException("Interrupted; the erasure itself goes on.", e);
    }
  }

  private JsonNode send(String method, String path, String body) {
    return sre.send(
        method,
        OPERATIONS + path,
        Map.of("Content-Type", "application/json", "X-Issuestream-Team", team),
        body);
  }

  /** The report as a person reads it. */
  static List<String> lines(JsonNode view) {
    Table counts = new Table("SERVICE", "DELETED OR REWRITTEN");
    for (JsonNode report : view.path("reports")) {
      String what =
          report.path("counts").properties().stream()
              .map(count -> count.getKey() + " " + count.getValue().asLong())
              .sorted()
              .collect(Collectors.joining(", "));
      counts.row(report.path("service").asString(), what.isEmpty() ? "nothing" : what);
    }
    view.path("missing").forEach(service -> counts.row(service.asString(), "has not reported yet"));
    return Stream.concat(counts.lines().stream(), places(view).stream()).toList();
  }

  private static List<String> places(JsonNode view) {
    Table places = new Table("STILL NAMED IN", "WHICH", "FIELDS");
    long any = 0;
    long more = 0;
    for (JsonNode report : view.path("reports")) {
      more += report.path("placesLeftOut").asLong(0);
      for (JsonNode place : report.path("places")) {
        any++;
        places.row(
            place.path("kind").asString(),
            place.path("reference").asString(),
            place
                .path("fields")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", ")));
      }
    }
    if (any == 0) {
      return List.of("", "No text that people wrote names the person.");
    }
    List<String> lines = Stream.concat(Stream.of(""), places.lines().stream()).toList();
    return more == 0
        ? lines
        : Stream.concat(lines.stream(), Stream.of("... and " + more + " more places")).toList();
  }
}

package io.issuestream.local.verify;

import io.issuestream.local.demo.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Has Jira counted anew. A census is the last step of a sync that somebody asked for, so it is
 * asked for like any sync.
 */
record CensusTaking(SreApi api, Consumer<String> progress) {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /**
   * Asks and waits.
   *
   * @param projects keys; empty for all that are tracked
   * @return why there is no new count; empty where there is
   */
  Optional<String> take(Set<String> projects) {
    Map<String, Optional<Instant>> before = counted(projects);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    progress.accept(
        "Team %s: having Jira counted anew: %s"
            .formatted(api.team(), String.join(", ", before.keySet())));
    ask(before.keySet());
    Instant asked = Instant.now();
    Instant until = asked.plus(LIMIT);
    while (true) {
      Map<String, Optional<Instant>> now = counted(projects);
      List<String> left =
          before.entrySet().stream()
              .filter(
                  one -> one.getValue().equals(now.getOrDefault(one.getKey(), Optional.empty())))
              .map(Map.Entry::getKey)
              .sorted()
              .toList();
      if (left.isEmpty()) {
        return Optional.empty();
      }
      if (Instant.now().isAfter(until)) {
        return Optional.of(
            "Jira was not counted anew within %d min: %s."
                .formatted(LIMIT.toMinutes(), left.stream().collect(Collectors.joining(", "))));
      }
      if (Instant.now().isAfter(asked.plus(ASK_AGAIN))) {
        ask(left);
        asked = Instant.now();
      }
      Pause.of(LOOK);
    }
  }

  /** A run that is under way takes the request as its own, and may have counted already. */
  private void ask(Collection<String> projects) {
    for (String project : projects) {
      var _ =
          api.post(
              "/api/v1/integration/jira/sync",
              Map.of("resourceType", "project", "resourceId", project));
    }
  }

  private Map<String, Optional<Instant>> counted(Set<String> projects) {
    Map<String, Optional<Instant>> counted = new HashMap<>();
    Census.of(api).stream()
        .filter(census -> projects.isEmpty() || projects.contains(census.projectKey()))
        .forEach(census -> counted.put(census.projectKey(), census.takenAt()));
    return counted;
  }
}

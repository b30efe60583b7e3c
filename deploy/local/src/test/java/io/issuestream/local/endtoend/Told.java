package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.local.api.Api;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.watch.Query;
import io.issuestream.local.watch.WatchFiles;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the five running services tell Prometheus, against what is said and asked of it. */
record Told(RunningStack running) {
  /** Micrometer looks for new figures of Kafka's clients once a minute. */
  private static final Duration BOUND = Duration.ofSeconds(90);

  /** What nothing in these tests causes: nothing is put aside, no run fails, no Jira says wait. */
  private static final Set<String> NOT_CAUSED =
      Set.of(
          "issuestream_dead_letters_total",
          "issuestream_sync_waits_total",
          "issuestream_jira_waits_total");

  void assertAll() {
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(series())
                .contains(
                    "issuestream_consumer_lag",
                    "kafka_consumer_fetch_manager_records_consumed_total"));
    Set<String> series = series();
    WatchFiles.queries()
        .forEach((where, query) -> {
          Set<String> asked = new TreeSet<>(Query.metrics(query));
          // Prometheus's own.
          asked.removeAll(Set.of("up", "ALERTS"));
          asked.removeAll(NOT_CAUSED);
          assertThat(series).as(where + ": " + query).containsAll(asked);
        });
    Set<String> metrics = new TreeSet<>();
    series.forEach(one -> metrics.add(Query.withoutSuffix(one)));
    assertThat(metrics).as("docs/operations/metrics.md").containsAll(WatchFiles.alwaysThere());
    assertThat(WatchFiles.documented().keySet())
        .as("docs/operations/metrics.md")
        .containsAll(metrics.stream().filter(one -> one.startsWith("issuestream_")).toList());
  }

  /** The names of all series of all services. */
  private Set<String> series() {
    Set<String> names = new TreeSet<>();
    for (ServiceSpec service : ServiceSpec.ALL) {
      int port = running.stack().home().ports().service(service.place());
      Api api = new Api(URI.create("http://127.0.0.1:" + port), Optional.empty());
      try (Stream<String> lines = api.lines("/actuator/prometheus")) {
        lines
            .filter(line -> !line.startsWith("#"))
            .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
      }
    }
    return names;
  }
}

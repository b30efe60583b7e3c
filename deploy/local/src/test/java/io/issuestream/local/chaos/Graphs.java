package io.issuestream.local.chaos;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.process.ProcessFigures;
import io.issuestream.local.supervisor.PartStatus;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The highest figures that dashboards would have shown since the last time they were told: what the
 * replicas say at {@code /actuator/prometheus}, and the memory of their processes.
 */
final class Graphs {
  private static final double MEGABYTE = 1024 * 1024;

  private final ReplicatedStack stack;
  private final Map<Integer, Api> replicas = new HashMap<>();
  private final Map<String, Double> peaks = new ConcurrentHashMap<>();
  private final Map<String, Double> memory = new ConcurrentSkipListMap<>();

  private Map<Long, Duration> processors = Map.of();
  private Instant since = Instant.now();

  Graphs(ReplicatedStack stack) {
    this.stack = stack;
  }

  /** Looks once; who does not answer is passed over. */
  void look() {
    Map<String, Double> now = new HashMap<>();
    for (PartStatus part : stack.state().parts()) {
      if (Replicas.serviceOf(part.name()).isPresent() && part.alive().isPresent()) {
        memory.merge(
            part.name(),
            ProcessFigures.alone(part.alive().get()).memoryBytes() / MEGABYTE,
            Math::max);
        scrape(part.port(), now);
      }
    }
    now.forEach((name, value) -> peaks.merge(name, value, Math::max));
  }

  private void scrape(int port, Map<String, Double> now) {
    Api api =
        replicas.computeIfAbsent(
            port, one -> new Api(URI.create("http://127.0.0.1:" + one), Optional.empty()));
    Map<String, Double> ofReplica = new HashMap<>();
    try (Stream<String> lines = api.lines("/actuator/prometheus")) {
      lines
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> {
            String name = line.split("[{ ]", 2)[0];
            double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            switch (name) {
              // All replicas of a service tell the same.
              case "issuestream_outbox_size" ->
                  ofReplica.merge("states in an outbox", value, Double::sum);
              case "issuestream_outbox_age_seconds" ->
                  now.merge("oldest state (s)", value, Math::max);
              case "issuestream_consumer_lag" ->
                  ofReplica.merge("offsets behind", value, Double::sum);
              case "issuestream_metrics_recompute_waiting" ->
                  ofReplica.merge("figures to be worked out", value, Double::sum);
              case "issuestream_jira_breaker_open_seconds" ->
                  now.merge("breaker open (s)", value, Math::max);
              case "issuestream_jira_budget_waiting" ->
                  now.merge("requests that wait", value, Double::sum);
              case "r2dbc_pool_pending_connections" ->
                  now.merge("waiting for a connection", value, Double::sum);
              case "jvm_memory_used_bytes" -> {
                if (line.contains("area=\"heap\"")) {
                  ofReplica.merge("heap (MB)", value / MEGABYTE, Double::sum);
                }
              }
              default -> {
                // Of no interest here.
              }
            }
          });
      ofReplica.forEach((name, value) -> now.merge(name, value, Math::max));
    } catch (ApiRefused | UncheckedIOException away) {
      // It is waiting for its database, or has just been started.
    }
  }

  /** A replica's largest memory, in megabytes. */
  double mostMemory() {
    return memory.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** How many cores the services' processes have used on average since this was asked last. */
  private double cores() {
    Map<Long, Duration> now = new HashMap<>();
    for (PartStatus part : stack.state().parts()) {
      if (Replicas.serviceOf(part.name()).isPresent()) {
        part.alive()
            .ifPresent(process -> now.put(process.pid(), ProcessFigures.alone(process).cpu()));
      }
    }
    long used =
        now.entrySet().stream()
            .filter(each -> processors.containsKey(each.getKey()))
            .mapToLong(each -> each.getValue().minus(processors.get(each.getKey())).toMillis())
            .sum();
    Instant then = since;
    processors = now;
    since = Instant.now();
    return (double) used / Math.max(1, Duration.between(then, since).toMillis());
  }

  /** Says the peaks, and forgets those of what was looked at. */
  String told() {
    String figures =
        Stream.concat(
                new TreeMap<>(peaks).entrySet().stream(),
                memory.entrySet().stream()
                    .map(each -> Map.entry(each.getKey() + " (MB)", each.getValue())))
            .map(each -> "%s %.0f".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(", "));
    peaks.clear();
    return "cores used %.2f, %s".formatted(cores(), figures);
  }
}

package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.Ports;
import io.issuestream.local.api.Api;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.supervisor.StackState;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * A Prometheus that scrapes a stack by {@code deploy/prometheus/prometheus.yml}, on the stack's
 * ports and each second, under {@link FasterRules}.
 */
public final class PrometheusServer implements AutoCloseable {
  private final Process process;
  private final Api api;

  private PrometheusServer(Process process, int port) {
    this.process = process;
    this.api = new Api(URI.create("http://127.0.0.1:" + port), Optional.empty());
  }

  /** Whether Debian's package is installed. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "prometheus")));
  }

  /** Starts it in a directory, for the services of a stack that runs. */
  public static PrometheusServer start(Path directory, StackState stack) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("alerts.yml"), FasterRules.text());
    Files.writeString(directory.resolve("prometheus.yml"), configuration(stack));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--query.lookback-delta=10s",
                "--web.listen-address=127.0.0.1:" + port)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    PrometheusServer server = new PrometheusServer(process, port);
    await("Prometheus of " + directory)
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> server.query("vector(1)").size() == 1);
    return server;
  }

  /** That of the project, with all replicas of each service as targets. */
  private static String configuration(StackState stack) {
    Map<String, Object> file =
        new Yaml()
            .load(
                WatchFiles.text(WatchFiles.SCRAPE)
                    .replaceAll("(?m)_interval: 15s$", "_interval: 1s"));
    Set<String> jobs = new TreeSet<>();
    for (Object job : (List<?>) file.get("scrape_configs")) {
      @SuppressWarnings("unchecked")
      Map<String, Object> fields = (Map<String, Object>) job;
      String service = (String) fields.get("job_name");
      jobs.add(service);
      fields.put("static_configs", List.of(Map.of("targets", targets(stack, service))));
    }
    assertThat(jobs)
        .containsExactlyInAnyOrderElementsOf(
            ServiceSpec.ALL.stream().map(ServiceSpec::name).toList());
    return new Yaml().dump(file);
  }

  private static List<String> targets(StackState stack, String service) {
    return stack.parts().stream()
        .filter(part -> Replicas.serviceOf(part.name()).equals(ServiceSpec.named(service)))
        .map(part -> "127.0.0.1:" + part.port())
        .toList();
  }

  private static int freePort() {
    int port = 0;
    while (port == 0 || !Ports.isFree(port)) {
      port = ThreadLocalRandom.current().nextInt(23_000, 30_000);
    }
    return port;
  }

  /** The names of the alerts that fire now. */
  Set<String> firing() {
    Set<String> names = new TreeSet<>();
    for (JsonNode alert : api.get("/api/v1/alerts").path("data").path("alerts")) {
      if (alert.path("state").asString().equals("firing")) {
        names.add(alert.path("labels").path("alertname").asString());
      }
    }
    return names;
  }

  /** The alerts that fired at some time since, by name, and for which services. */
  Map<String, Set<String>> firedSince(Instant begin) {
    JsonNode answer =
        api.get(
            "/api/v1/query_range?query=%s&start=%s&end=%s&step=1s"
                .formatted(
                    encoded("sum by (alertname, job) (ALERTS{alertstate=\"firing\"})"),
                    begin.getEpochSecond(),
                    Instant.now().getEpochSecond()));
    Map<String, Set<String>> fired = new TreeMap<>();
    for (JsonNode series : answer.path("data").path("result")) {
      JsonNode labels = series.path("metric");
      fired
          .computeIfAbsent(labels.path("alertname").asString(), _ -> new TreeSet<>())
          .add(labels.path("job").asString());
    }
    return fired;
  }

  /** The series that an expression comes to. */
  public JsonNode query(String expression) {
    return api.get("/api/v1/query?query=" + encoded(expression)).path("data").path("result");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
  }
}

package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.Processes;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;

/** Measures a first sync: what it costs in the worker's process and in PostgreSQL's backends. */
@Tag("proof")
class ThroughputIT {

  private static final int ISSUES = Integer.getInteger("issuestream.throughput.issues", 50_000);

  @Test
  void readsALargeProject() throws IOException {
    try (SyncScene scene = SyncScene.create("throughput");
        Worker worker = Worker.start(scene);
        Elsewhere jira = Elsewhere.start()) {
      scene.jira().generate(GenerateOptions.of(1, 1).in(List.of("PAY")));
      scene.useJiraAt(jira.origin());
      for (JiraDeployment deployment : JiraDeployment.values()) {
        measure(scene, worker, "warm-" + name(deployment), deployment);
        measure(scene, worker, "timed-" + name(deployment), deployment);
      }
    }
  }

  /** A sandbox whose CPU is not ours. */
  private record Elsewhere(Process process, String origin) implements AutoCloseable {

    static Elsewhere start() throws IOException {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.issuestream.sandbox.SandboxCommand",
                  "--port",
                  Integer.toString(port),
                  "--issues",
                  Integer.toString(ISSUES),
                  "--projects",
                  "PAY")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var origin = "http://127.0.0.1:" + port;
      await().atMost(Duration.ofMinutes(4)).until(() -> isReady(origin));
      return new Elsewhere(process, origin);
    }

    private static boolean isReady(String origin) throws InterruptedException {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client
            .send(
                HttpRequest.newBuilder(URI.create(origin + "/sandbox/state")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body()
            .contains("\"issues\":" + ISSUES);
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  private static String name(JiraDeployment deployment) {
    return deployment.toString().replace("_", "-");
  }

  private static void measure(
      SyncScene scene, Worker worker, String team, JiraDeployment deployment) {
    scene.connect(team, deployment);
    List<Long> backends =
        worker
            .bean(DatabaseClient.class)
            .sql("select pid::bigint from pg_stat_activity where datname = current_database()")
            .mapValue(Long.class)
            .all()
            .collectList()
            .blockOptional()
            .orElseThrow();
    long self = Processes.cpuNanos(ProcessHandle.current().pid());
    long postgres = Processes.cpuNanos(backends);
    long began = System.nanoTime();
    scene.track(team, "PAY");
    SyncProgress done = scene.awaitCompleted(team, "PAY", 1).progress();
    double seconds = (System.nanoTime() - began) / 1e9;
    assertThat(done.created()).isEqualTo(ISSUES);
    System.out.printf(
        "THROUGHPUT %s: %d issues in %.1f s = %.0f/s; CPU us per issue: this process %.0f, postgres %.0f%n",
        team,
        done.fetched(),
        seconds,
        ISSUES / seconds,
        (Processes.cpuNanos(ProcessHandle.current().pid()) - self) / 1e3 / ISSUES,
        (Processes.cpuNanos(backends) - postgres) / 1e3 / ISSUES);
  }
}

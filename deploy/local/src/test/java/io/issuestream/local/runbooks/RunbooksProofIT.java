package io.issuestream.local.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.watch.PrometheusServer;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command of the runbooks, one after the other, on one stack that {@code ./issuestream
 * up --replicas 2} started. Examples in them are filled in by {@link Steps}; Kubernetes' secrets
 * are played by the stack's key files.
 */
@Tag("proof")
class RunbooksProofIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static Scene scene;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void prepare() throws Exception {
    scene = new Scene();
    scene.prepare();
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    scene.close();
  }

  static List<Step> steps() {
    return Steps.on(scene);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  @Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void doesWhatTheRunbookSays(Step step) throws Exception {
    assumeTrue(step.notRun().isEmpty(), step.key() + " is not run: " + step.notRun());
    step.before().run();
    String command = step.filled();
    System.out.println("$ " + command);
    if (command.matches("(?s)(select|insert) .*")) {
      execute(command);
    } else if (command.matches("(count|sum|min)\\(.*")) {
      ask(command, step.says());
    } else {
      Shell.Ended ended = scene.shell(step.page()).run(command);
      System.out.println(ended.said());
      assertThat(ended.code()).as(ended.said()).isEqualTo(step.code());
      assertThat(Pattern.compile(step.says()).matcher(ended.said()).find())
          .as("%s in: %s", step.says(), ended.said())
          .isTrue();
      scene.heard(ended.said());
    }
  }

  private static void execute(String sql) throws Exception {
    try (var database = scene.database(ServiceSpec.SYNC_WORKER);
        Statement statement = database.createStatement()) {
      boolean rows = statement.execute(sql);
      assertThat(rows || statement.getUpdateCount() > 0).as("something came of it").isTrue();
    }
  }

  /** Until it is what the runbook waits for. */
  private static void ask(String expression, String value) throws Exception {
    if (prometheus == null) {
      prometheus =
          PrometheusServer.start(
              scene.stack().home().directory().resolve("prometheus"),
              scene.stack().running().orElseThrow());
    }
    await(expression)
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          var result = prometheus.query(expression);
          assertThat(result.size()).isEqualTo(1);
          assertThat(result.get(0).path("value").get(1).asString()).matches(value);
        });
  }
}

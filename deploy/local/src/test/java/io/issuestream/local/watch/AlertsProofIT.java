package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Prometheus itself, on a running stack in which one thing after the other goes wrong: the alert
 * for it fires, no other does, and it ends with its cause. Time runs {@value FasterRules#TIMES}
 * times as fast for the rules. {@code -Dissuestream.alerts.only=IssuestreamDeadLetters} tries one.
 */
@Tag("proof")
class AlertsProofIT {
  static final long POINTS_PER_HOUR = 10_000_000;

  /** Twice half an hour, the longest that a rule looks back, and a minute for what is slow. */
  private static final Duration BOUND =
      Duration.ofMinutes(60 / FasterRules.TIMES).plus(Duration.ofMinutes(1));

  /** What waits hours or minutes otherwise; and one thing at a time, so that big syncs last. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "JIRA_RATE_LIMIT_PER_SECOND", "100000",
          "SYNC_INTERVAL_MINUTES", "0",
          "JIRA_RETRY_BACKOFF", "0",
          "CIRCUIT_BREAKER_RECOVERY_TIMEOUT", Integer.toString(60 / FasterRules.TIMES),
          "ISSUESTREAM_OUTBOX_LEASE", "2s",
          "ISSUESTREAM_SYNC_RUNBACKOFF", "200ms",
          "ISSUESTREAM_SYNC_PAGESATONCE", "2",
          "ISSUESTREAM_SYNC_POINTSPERHOUR", Long.toString(POINTS_PER_HOUR));

  private static WatchedStack stack;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        PrometheusServer.isInstalled(),
        "prometheus is not installed: ./deploy/local/install-debian.sh brings it");
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(Bindings.SETTINGS);
    stack = WatchedStack.start(WatchFiles.ROOT, "alerts", settings);
    var _ =
        stack
            .sandbox()
            .post(
                "/sandbox/generate",
                Map.of(
                    "issues",
                    Causes.PROJECT_ISSUES,
                    "seed",
                    3,
                    "projects",
                    List.of(Causes.PROJECT)));
    stack.awaitSynced(stack.onboarded("calm", Causes.PROJECT));
    prometheus =
        PrometheusServer.start(
            stack.stack().home().directory().resolve("prometheus"),
            stack.stack().running().orElseThrow());
    await("the consumers' figures")
        .atMost(Duration.ofMinutes(2))
        .until(() -> prometheus.query("issuestream_consumer_lag").size(), size -> size > 0);
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (stack != null) {
      stack.close();
    }
  }

  static List<Cause> causes() {
    String only = System.getProperty("issuestream.alerts.only", "");
    return new Causes(stack)
        .all().stream().filter(cause -> only.isEmpty() || only.contains(cause.alert())).toList();
  }

  @Test
  void everyAlertHasACause() {
    assertThat(new Causes(stack).all().stream().map(Cause::alert).collect(Collectors.toSet()))
        .isEqualTo(WatchFiles.alerts().keySet());
  }

  @ParameterizedTest
  @MethodSource("causes")
  void firesForItsCauseAndEndsWithIt(Cause cause) throws Exception {
    await("quiet before " + cause).atMost(BOUND).until(() -> prometheus.firing().isEmpty());
    Instant begun = Instant.now();
    Cause.Ending ending = cause.begin().begin();
    Instant caused = Instant.now();
    Instant fired;
    try {
      await(cause + " fires")
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> prometheus.firing().contains(cause.alert()));
      fired = Instant.now();
    } finally {
      ending.end();
    }
    Instant ended = Instant.now();
    await(cause + " ends").atMost(BOUND).until(() -> prometheus.firing().isEmpty());
    // Not what has just ended: series are asked for by whole seconds.
    Map<String, Set<String>> seen = prometheus.firedSince(begun.plusSeconds(2));
    System.out.printf(
        "%s: fired %d s after its cause, was gone %d s after that was mended; seen: %s%n",
        cause,
        Duration.between(caused, fired).toSeconds(),
        Duration.between(ended, Instant.now()).toSeconds(),
        seen);
    Set<String> rightly = new TreeSet<>(cause.others());
    rightly.add(cause.alert());
    assertThat(seen.keySet()).contains(cause.alert()).isSubsetOf(rightly);
  }
}

package io.issuestream.local.chaos;

import static org.awaitility.Awaitility.await;

import io.issuestream.local.api.Api;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.supervisor.Condition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Kills, stops and restarts parts of a stack, and lets Jira fail, drawn from a seed. Each thing is
 * printed as it happens.
 */
final class Havoc {

  /** In which services processes are stopped in the middle of publishing. */
  private static final List<ServiceSpec> PUBLISHERS =
      List.of(
          ServiceSpec.SYNC_WORKER,
          ServiceSpec.METRICS,
          ServiceSpec.SYNC_WORKER,
          ServiceSpec.INSIGHTS);

  private static final String BACKLOG = "select count(*) from outbox_mark";

  private final ReplicatedStack stack;
  private final Api sandbox;
  private final Random random;
  private final Map<String, Integer> told = new TreeMap<>();
  private final List<Stopped> stopped = new ArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Instant begun = Instant.now();
  private Instant serverUntil = Instant.EPOCH;

  private record Stopped(String part, ProcessHandle process, Instant until) {}

  Havoc(ReplicatedStack stack, long seed) {
    this.stack = stack;
    this.sandbox = stack.stack().sandboxApi();
    this.random = new Random(seed);
  }

  /** How often what happened. */
  String told() {
    return told.toString();
  }

  /** Goes on until told to end; leaves nothing stopped and nothing failing behind. */
  void run() {
    try {
      while (!end.await(500 + random.nextInt(4000), TimeUnit.MILLISECONDS)) {
        goOn(Instant.now());
        one();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      goOn(Instant.MAX);
      quietJira();
    }
  }

  void end() {
    end.countDown();
  }

  private void one() {
    int chance = random.nextInt(100);
    if (chance < 26) {
      stopAReplica();
    } else if (chance < 50) {
      killAReplica();
    } else if (chance < 62) {
      restartAReplica();
    } else if (chance < 70) {
      server(List.of("kafka", "postgresql").get(random.nextInt(2)), random.nextInt(3) > 0);
    } else {
      troubleJira();
    }
  }

  /** For longer than its leases and its place in its consumer groups last, mostly. */
  private void stopAReplica() {
    boolean aimed = random.nextBoolean();
    ServiceSpec service =
        aimed
            ? PUBLISHERS.get(random.nextInt(PUBLISHERS.size()))
            : ServiceSpec.ALL.get(random.nextInt(ServiceSpec.ALL.size()));
    String part = anyOf(service);
    Optional<ProcessHandle> process = stack.process(part);
    if (process.isEmpty() || isStopped(process.get())) {
      return;
    }
    String when = aimed && awaitBacklog(service) ? " while it publishes" : "";
    Duration length = Duration.ofMillis(2000 + random.nextInt(14_000));
    ReplicatedStack.signal(process.get(), "STOP");
    stopped.add(new Stopped(part, process.get(), Instant.now().plus(length)));
    say("stop" + when, part + " for " + length.toMillis() + " ms");
  }

  private void killAReplica() {
    ServiceSpec service = ServiceSpec.ALL.get(random.nextInt(ServiceSpec.ALL.size()));
    String part = anyOf(service);
    Optional<ProcessHandle> process = stack.process(part);
    if (process.isPresent() && worthKilling(part)) {
      String when = random.nextBoolean() && awaitBacklog(service) ? " while it publishes" : "";
      process.get().destroyForcibly();
      say("kill -9" + when, part);
    }
  }

  private void restartAReplica() {
    String part = anyOf(ServiceSpec.ALL.get(random.nextInt(ServiceSpec.ALL.size())));
    stack
        .process(part)
        .filter(process -> !isStopped(process) && worthKilling(part))
        .ifPresent(process -> {
          process.destroy();
          say("restart", part);
        });
  }

  /** In the middle of a start now and then; were it always, nothing would be tried but starting. */
  private boolean worthKilling(String part) {
    return random.nextInt(4) == 0
        || stack.state().part(part).filter(each -> each.condition() == Condition.READY).isPresent();
  }

  /** Not one before the other has come back: nothing would be tried but starting. */
  private void server(String part, boolean killed) {
    if (Instant.now().isBefore(serverUntil)) {
      return;
    }
    stack
        .process(part)
        .ifPresent(process -> {
          if (killed) {
            process.destroyForcibly();
          } else {
            // PostgreSQL's fast shutdown.
            ReplicatedStack.signal(process, part.equals("kafka") ? "TERM" : "INT");
          }
          serverUntil = Instant.now().plusSeconds(20);
          say((killed ? "kill -9 " : "restart ") + part, "");
        });
  }

  private void troubleJira() {
    if (stack.process(StackParts.SANDBOX).isEmpty()) {
      return;
    }
    int chance = random.nextInt(5);
    if (chance == 4) {
      int lag = 500 + random.nextInt(4000);
      sandbox.put("/sandbox/index", Map.of("lagMs", lag, "seed", random.nextInt(1000)));
      say("index lag", lag + " ms");
      return;
    }
    int count = 1 + random.nextInt(6);
    Map<String, Object> trouble =
        switch (chance) {
          case 0 -> Map.of("kind", "FAILURE", "count", count, "every", 1, "status", 503);
          case 1 -> Map.of("kind", "REFUSAL", "count", count, "every", 1, "retryAfterSeconds", 1);
          case 2 -> Map.of("kind", "RESET", "count", count, "every", 2);
          default -> Map.of("kind", "CUT", "count", count, "every", 2);
        };
    sandbox.put(
        "/sandbox/faults",
        Map.of("latencyMs", random.nextInt(60), "jitterMs", 40, "troubles", List.of(trouble)));
    say("Jira " + trouble.get("kind"), count + " times");
  }

  private void quietJira() {
    sandbox.put("/sandbox/faults", Map.of("latencyMs", 0, "jitterMs", 0, "troubles", List.of()));
    sandbox.put("/sandbox/index", Map.of("lagMs", 0));
    sandbox.post("/sandbox/index/catch-up", Map.of());
  }

  private void goOn(Instant now) {
    stopped.removeIf(each -> {
      boolean over = !each.until().isAfter(now);
      if (over && each.process().isAlive()) {
        ReplicatedStack.signal(each.process(), "CONT");
        say("continue", each.part());
      }
      return over;
    });
  }

  private boolean isStopped(ProcessHandle process) {
    return stopped.stream().anyMatch(each -> each.process().equals(process));
  }

  /** Whether the service came to have something to publish within a second. */
  private boolean awaitBacklog(ServiceSpec service) {
    try (var connection = stack.database(service);
        var statement = connection.prepareStatement(BACKLOG)) {
      await("something to publish")
          .atMost(Duration.ofSeconds(1))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> {
            try (var rows = statement.executeQuery()) {
              return rows.next() && rows.getLong(1) > 5;
            }
          });
      return true;
    } catch (SQLException | ConditionTimeoutException none) {
      return false;
    }
  }

  private String anyOf(ServiceSpec service) {
    List<String> parts = stack.replicas(service);
    return parts.get(random.nextInt(parts.size()));
  }

  private void say(String what, String which) {
    told.merge(what, 1, Integer::sum);
    System.out.printf(
        "%6.1f s  %s %s%n",
        Duration.between(begun, Instant.now()).toMillis() / 1000.0, what, which);
  }
}

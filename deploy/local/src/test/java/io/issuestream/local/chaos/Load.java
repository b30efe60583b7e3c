package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.Demo;
import io.issuestream.local.demo.DemoPlan;
import io.issuestream.local.demo.GithubHook;
import io.issuestream.local.demo.Outcome;
import io.issuestream.local.demo.Source;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.issuer.TokenRole;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** A team whose issues and pull requests change all the time, and what it comes to. */
final class Load {
  static final List<String> PROJECTS = List.of("AA", "BB", "CC");
  private static final Duration SETTLE = Duration.ofMinutes(15);

  private final ReplicatedStack stack;
  private final String team = "chaos-" + ThreadLocalRandom.current().nextInt(1 << 20);
  private final Api admin;
  private final JiraLife life;
  private final PullRequestLife requests;
  private final Lag lag;
  private final Random random;
  private final long onboarded;
  private final List<Thread> threads = new ArrayList<>();

  private interface Step {
    void run() throws InterruptedException;
  }

  /** Connects a team of its own, and waits until all that it has was synced. */
  Load(ReplicatedStack stack, long seed) {
    this.stack = stack;
    this.admin = stack.stack().api(team, TokenRole.TEAM_ADMIN);
    this.random = new Random(seed);
    this.onboarded = onboard(seed);
    this.life = new JiraLife(stack.stack().sandboxApi(), PROJECTS, seed + 1);
    this.requests = new PullRequestLife(GithubHook.make(admin), seed + 2);
    this.lag = new Lag(stack);
  }

  String team() {
    return team;
  }

  Api admin() {
    return admin;
  }

  /**
   * Begins.
   *
   * @param askForSyncs whether syncs are asked for all the time; otherwise they come each minute
   */
  void start(boolean askForSyncs) {
    threads.add(repeating("issues", 60, this::live));
    threads.add(
        repeating("pull requests", 400, () -> requests.one("AA-" + (1 + random.nextInt(80)))));
    threads.add(repeating("lag", 1000, lag::look));
    if (askForSyncs) {
      threads.add(repeating("syncs", 1500, this::sync));
    }
  }

  void stop() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  void sync() {
    try {
      admin.post("/api/v1/integration/jira/sync", Map.of());
    } catch (ApiRefused | UncheckedIOException away) {
      // Whoever asks for a sync asks again.
    }
  }

  /**
   * Waits until all copies agree, and asserts that they do and that every figure comes out again.
   *
   * @param askForSyncs whether it is done with a hand, or all alone
   */
  void assertSettles(boolean askForSyncs) throws Exception {
    Instant quiet = Instant.now();
    Agreement copies = new Copies(stack, team, PROJECTS);
    List<String> differences = List.of("not looked yet");
    while (!differences.isEmpty() && quiet.plus(SETTLE).isAfter(Instant.now())) {
      if (askForSyncs) {
        sync();
      }
      Thread.sleep(3000);
      try {
        differences = copies.differences();
      } catch (IllegalStateException away) {
        differences = List.of(String.valueOf(away.getMessage()));
      }
    }
    Duration settled = Duration.between(quiet, Instant.now());
    TopicHistory topics = TopicHistory.read(stack.kafka());
    System.out.printf(
        "Done in Jira: %s; %d pull requests, %d deliveries made again%n",
        life.told(), requests.pullRequests(), requests.again());
    System.out.printf(
        "%d records on the state topics, %d of them twice; lag at most %s; settled in %d s%n",
        topics.records(), topics.repeated(), lag.told(), settled.toSeconds());
    lag.close();
    assertThat(differences).as("differences after %s", settled).isEmpty();
    assertThat(new Recomputed(stack).differences()).isEmpty();
    assertThat(copies.differences()).isEmpty();
    assertThat(stack.deadLetters()).as("dead letters").isEmpty();
    long held =
        topics.latest(io.issuestream.contracts.Topic.CODE_PULL_REQUESTS).keySet().stream()
            .filter(key -> key.startsWith(team + "/"))
            .count();
    assertThat(held)
        .as("pull requests that were told of")
        .isEqualTo(onboarded + requests.pullRequests());
  }

  /** How many things happened in Jira. */
  int changes() {
    return life.changes();
  }

  /** Mostly one thing after the other; now and then many at once. */
  private void live() {
    try {
      if (random.nextInt(150) == 0) {
        life.burst(150);
      } else {
        life.one();
      }
    } catch (UncheckedIOException away) {
      // Jira is away too, now and then.
    }
  }

  /** How many pull requests that brought. */
  private long onboard(long seed) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    DemoPlan plan =
        new DemoPlan(
            new Source.Generated(300, seed, PROJECTS), Surface.CLOUD, team, Duration.ofMinutes(5));
    Outcome outcome = new Demo(stack.stack(), plan, new Terminal(out, false, false)).run();
    assertThat(outcome.faults()).isEmpty();
    return outcome.pullRequests().held();
  }

  private static Thread repeating(String name, int millis, Step step) {
    return Thread.ofPlatform()
        .name(name)
        .start(() -> {
          try {
            while (!Thread.currentThread().isInterrupted()) {
              step.run();
              Thread.sleep(millis);
            }
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          } catch (IllegalStateException interrupted) {
            // In the middle of a request.
            if (!(interrupted.getCause() instanceof InterruptedException)) {
              throw interrupted;
            }
          }
        });
  }
}

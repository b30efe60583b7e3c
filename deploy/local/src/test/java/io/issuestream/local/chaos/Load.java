package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** A team whose issues and pull requests change all the time, and what it comes to. */
final class Load implements AutoCloseable {
  static final List<String> PROJECTS = List.of("AA", "BB", "CC");

  private final ReplicatedStack stack;
  private final String team = "chaos-" + ThreadLocalRandom.current().nextInt(1 << 20);
  private final Api admin;
  private final JiraLife life;
  private final PullRequestLife requests;
  private final Lag lag;
  private final Random random;
  private final long onboarded;
  private final Repeating repeating = new Repeating();

  /**
   * Connects a team of its own, and waits until all that it has was synced.
   *
   * @param issues how many there are in the beginning: with 900 minutes pass before one is worked
   *     on again
   */
  Load(ReplicatedStack stack, long seed, int issues) {
    this.stack = stack;
    this.admin = stack.stack().api(team, TokenRole.TEAM_ADMIN);
    this.random = new Random(seed);
    this.onboarded = onboard(seed, issues);
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
    repeating.every(Duration.ofMillis(60), this::live);
    repeating.every(Duration.ofMillis(400), () -> requests.one("AA-" + (1 + random.nextInt(80))));
    repeating.every(Duration.ofSeconds(1), lag::look);
    if (askForSyncs) {
      repeating.every(Duration.ofMillis(1500), this::sync);
    }
  }

  /** Goes on for so long. */
  void goOnFor(Duration time) throws InterruptedException {
    repeating.goOnFor(time);
  }

  /** Ends; what was begun is done. */
  void stop() throws InterruptedException {
    repeating.stop();
  }

  void sync() {
    try {
      admin.post("/api/v1/integration/jira/sync", Map.of());
    } catch (ApiRefused | UncheckedIOException away) {
      // Whoever asks for a sync asks again.
    }
  }

  /**
   * Waits until all copies agree, and asserts that they do.
   *
   * @param askForSyncs whether it is done with a hand, or all alone
   */
  void assertSettles(boolean askForSyncs) {
    System.out.printf(
        "Done in Jira: %s; %d pull requests, %d deliveries made again; lag at most %s%n",
        life.told(), requests.pullRequests(), requests.again(), lag.told());
    lag.close();
    Aftermath aftermath = new Aftermath(stack, team, PROJECTS);
    TopicHistory topics = aftermath.assertSettles(askForSyncs ? this::sync : () -> {});
    assertThat(aftermath.held(topics, Topic.CODE_PULL_REQUESTS))
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
  private long onboard(long seed, int issues) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    DemoPlan plan =
        new DemoPlan(
            new Source.Generated(issues, seed, PROJECTS),
            Surface.CLOUD,
            team,
            Duration.ofMinutes(5));
    Outcome outcome = new Demo(stack.stack(), plan, new Terminal(out, false, false)).run();
    assertThat(outcome.faults()).isEmpty();
    return outcome.pullRequests().held();
  }

  @Override
  public void close() {
    repeating.close();
  }
}

package io.issuestream.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.verify.Outcome;
import io.issuestream.local.verify.Report;
import io.issuestream.local.verify.Verification;
import io.issuestream.local.verify.VerifyCommand;
import io.issuestream.local.verify.VerifyPrintout;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;

/** What is left of a team's data once nothing changes any more: all of it, once, and the same. */
record Aftermath(ReplicatedStack stack, String team, List<String> projects) {
  private static final Duration SETTLE = Duration.ofMinutes(5);
  private static final Duration VERIFY = Duration.ofMinutes(5);

  /**
   * Waits until the copies agree with Jira, and asserts that they do and that {@code verify} finds
   * nothing.
   *
   * @param sync asks for a sync, so that nobody has to wait for the next; does nothing where the
   *     stack has to do it alone
   * @return everything that was published
   */
  TopicHistory assertSettles(Runnable sync) {
    Instant quiet = Instant.now();
    Copies copies = new Copies(stack, team, projects);
    List<String> differences = awaitAgreement(copies, sync);
    Duration settled = Duration.between(quiet, Instant.now());
    System.out.printf("Jira and its copies agree after %d s%n", settled.toSeconds());
    assertThat(differences).as("differences after %s", settled).isEmpty();
    Report report = verify();
    assertThat(report.differences()).as("verify").isEmpty();
    assertThat(report.outcome()).as("verify: %s", report.teams()).isEqualTo(Outcome.EQUAL);
    System.out.printf(
        "verify: %s, %d differences; settled in %d s%n",
        report.outcome(),
        report.differences().size(),
        Duration.between(quiet, Instant.now()).toSeconds());
    assertThat(stack.deadLetters()).as("dead letters").isEmpty();
    TopicHistory topics = TopicHistory.read(stack.kafka());
    System.out.printf(
        "%d records on the state topics, %d of them twice%n", topics.records(), topics.repeated());
    assertThat(topics.faults()).as("what had been stopped wrote nothing old").isEmpty();
    return topics;
  }

  private static List<String> awaitAgreement(Copies copies, Runnable sync) {
    AtomicReference<List<String>> differences = new AtomicReference<>(List.of());
    try {
      await("Jira and its copies")
          .atMost(SETTLE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofSeconds(3))
          .until(() -> {
            sync.run();
            differences.set(looked(copies));
            return differences.get().isEmpty();
          });
    } catch (ConditionTimeoutException late) {
      // The differences say more.
    }
    return differences.get();
  }

  private static List<String> looked(Copies copies) {
    try {
      return copies.differences();
    } catch (IllegalStateException away) {
      return List.of(String.valueOf(away.getMessage()));
    }
  }

  /** As an sre does: with a fresh count of Jira. */
  private Report verify() {
    Report report =
        VerifyCommand.of(stack.stack())
            .run(new Verification.Scope(Set.of(team), Set.of(), VERIFY, true), line -> {});
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    new VerifyPrintout(new Terminal(out, false, false)).print(report);
    return report;
  }

  /** How many aggregates of the team a topic names. */
  long held(TopicHistory topics, Topic topic) {
    return topics.latest(topic).keySet().stream().filter(key -> key.startsWith(team + "/")).count();
  }
}

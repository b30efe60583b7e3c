package io.issuestream.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Collects what did not hold, in sentences. */
final class Verdict {
  private static final int MOST_KEYS = 10;

  private final String team;
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  Verdict(String team) {
    this.team = team;
  }

  void judge(Outcome.Project project) {
    ProjectSync.Run run = project.run();
    long sum = run.created() + run.updated() + run.unchanged() + run.failed();
    if (run.fetched() != sum) {
      faults.add(
          "%s: %d issues were fetched, but %d are accounted for."
              .formatted(project.key(), run.fetched(), sum));
    }
  }

  void judge(Accounting issues) {
    if (!issues.missing().isEmpty()) {
      faults.add(
          "%d issues are neither stored nor recorded as failed: %s."
              .formatted(issues.missing().size(), some(issues.missing())));
    }
    if (!issues.outdated().isEmpty()) {
      faults.add(
          "%d issues are stored, but not as they are in Jira: %s. %s"
              .formatted(issues.outdated().size(), some(issues.outdated()), otherData()));
    }
    issues.failed().stream()
        .filter(failure -> failure.reason().isBlank())
        .forEach(failure -> faults.add(failure.issue() + " failed without a reason."));
    if (issues.surplus() > 0) {
      notes.add(
          "The store holds %s issues of these projects that this Jira does not. %s"
              .formatted(Numbers.whole(issues.surplus()), otherData()));
    }
  }

  void judge(HeldPullRequests held, PullRequestSending sending, long failedDeliveries) {
    if (sending.refused() > 0) {
      faults.add(
          "%d deliveries were refused: %s"
              .formatted(sending.refused(), String.join(" ", sending.reasons())));
    }
    if (failedDeliveries > 0) {
      faults.add(
          "%d deliveries of team %s could not be processed; GET /api/v1/webhooks/events?status=failed says why."
              .formatted(failedDeliveries, team));
    }
    if (held.held() < held.delivered()) {
      faults.add(
          "%d of %d pull requests are not held: %s."
              .formatted(held.delivered() - held.held(), held.delivered(), some(held.missing())));
    }
    if (!held.unknownLinks().isEmpty()) {
      faults.add(
          "Pull requests are linked to keys that are no issues: "
              + some(held.unknownLinks())
              + ".");
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private String otherData() {
    return "Team %s has worked on other data before; --team NAME begins afresh.".formatted(team);
  }

  private static String some(List<String> keys) {
    String named = String.join(", ", keys.subList(0, Math.min(MOST_KEYS, keys.size())));
    return keys.size() > MOST_KEYS ? named + ", ..." : named;
  }
}

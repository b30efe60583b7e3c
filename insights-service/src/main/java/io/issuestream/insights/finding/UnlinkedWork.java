package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.evidence;
import static io.issuestream.insights.finding.Wording.percent;

import io.issuestream.contracts.insight.Evidence;
import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.insights.finding.TeamPicture.RepositoryWork;
import io.issuestream.insights.linkage.RepositoryActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pull requests that name no known issue. Where no issue is known, none can, which is told as
 * information only.
 */
record UnlinkedWork(InsightSettings.Share threshold) implements Rule {

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    return team.repositories().stream()
        .filter(repository -> holds(repository.activity()))
        .map(repository -> finding(repository, team.issuesKnown()));
  }

  private boolean holds(RepositoryActivity recent) {
    return recent.recentUnlinked() >= threshold.atLeast() && share(recent) >= threshold.warning();
  }

  private static double share(RepositoryActivity recent) {
    return recent.recent() == 0 ? 0 : (double) recent.recentUnlinked() / recent.recent();
  }

  private Finding finding(RepositoryWork repository, boolean issuesKnown) {
    RepositoryActivity recent = repository.activity();
    return new Finding(
        InsightKind.UNLINKED_WORK,
        issuesKnown ? Grade.of(share(recent), threshold.critical()) : Severity.INFO,
        null,
        "repository:" + recent.repository(),
        percent(share(recent))
            + " of the recent pull requests of "
            + recent.repository()
            + " name no known issue",
        recent.recentUnlinked()
            + " of "
            + count(recent.recent(), "recent pull request")
            + " name no known issue"
            + (issuesKnown ? "." : ", because no Jira issue is known."),
        issuesKnown
            ? "Put the issue's key in the title or the branch; check whether the project they work on is tracked."
            : "Connect Jira and choose projects to see what this work belongs to.",
        behind(repository));
  }

  private static List<Evidence> behind(RepositoryWork repository) {
    RepositoryActivity recent = repository.activity();
    var behind = new ArrayList<Evidence>();
    behind.add(
        evidence(
            "Recent, without an issue",
            count(recent.recentUnlinked(), "pull request"),
            recent.recentUnlinkedIds()));
    behind.add(evidence("Recent", count(recent.recent(), "pull request")));
    if (repository.linkage().linkRate() != null) {
      behind.add(
          evidence("Linked over all time", percent(repository.linkage().linkRate().doubleValue())));
    }
    if (repository.linkage().doneWithoutPullRequest() > 0) {
      behind.add(
          evidence(
              "Done issues of the linked projects that no pull request names",
              count(repository.linkage().doneWithoutPullRequest(), "issue")));
    }
    return behind;
  }
}

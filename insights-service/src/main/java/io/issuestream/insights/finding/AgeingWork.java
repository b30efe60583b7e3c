package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.days;
import static io.issuestream.insights.finding.Wording.evidence;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.insights.finding.TeamPicture.AgeingIssue;
import io.issuestream.insights.finding.TeamPicture.ProjectWork;
import io.issuestream.insights.linkage.RepositoryActivity;
import io.issuestream.insights.linkage.RepositoryActivity.OpenPullRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Issues in progress, and pull requests open, for too long. Ages are told in days as of the
 * picture's day.
 */
record AgeingWork(InsightSettings.Age threshold) implements Rule {

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    Instant now = team.day().atStartOfDay(ZoneOffset.UTC).toInstant();
    return Stream.concat(
        team.projects().stream()
            .filter(project -> !project.ageing().isEmpty())
            .map(project -> issues(project, now)),
        team.repositories().stream()
            .flatMap(repository -> pullRequests(repository.activity(), now)));
  }

  /** The moment since when work in progress is too old on a day. */
  static Instant oldestAllowed(LocalDate day, InsightSettings.Age threshold) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().minus(threshold.warning());
  }

  private Finding issues(ProjectWork project, Instant now) {
    AgeingIssue oldest = project.ageing().getFirst();
    Duration age = Duration.between(oldest.since(), now);
    boolean exact = project.ageing().stream().allMatch(AgeingIssue::exact);
    return new Finding(
        InsightKind.AGEING_WORK,
        severity(age),
        project.projectKey(),
        "project:" + project.projectKey(),
        count(project.ageingCount(), "issue")
            + " of "
            + project.projectKey()
            + " in progress for more than "
            + days(threshold.warning()),
        "The oldest, "
            + oldest.key()
            + ", has been in progress for "
            + (oldest.exact() ? "" : "at least ")
            + days(age)
            + "."
            + (exact
                ? ""
                : " Where Jira gives no history, the age is counted from the last change."),
        "Ask what each of these waits for; finish it, split it or put it back.",
        List.of(
            evidence(
                "In progress for more than " + days(threshold.warning()),
                count(project.ageingCount(), "issue"),
                project.ageing().stream().map(AgeingIssue::key).toList()),
            evidence("Oldest", days(age), List.of(oldest.key()))));
  }

  private Stream<Finding> pullRequests(RepositoryActivity repository, Instant now) {
    List<OpenPullRequest> old =
        repository.open().stream()
            .filter(
                open -> Duration.between(open.createdAt(), now).compareTo(threshold.warning()) > 0)
            .toList();
    if (old.isEmpty()) {
      return Stream.empty();
    }
    Duration age = Duration.between(old.getFirst().createdAt(), now);
    // Only the oldest open ones are named; where all of those are too old, there may be more.
    boolean all = old.size() < repository.open().size() || repository.openCount() == old.size();
    String number = (all ? "" : "At least ") + count(old.size(), "pull request");
    return Stream.of(
        new Finding(
            InsightKind.AGEING_WORK,
            severity(age),
            null,
            "repository:" + repository.repository(),
            number
                + " of "
                + repository.repository()
                + " open for more than "
                + days(threshold.warning()),
            "The oldest has been open for "
                + days(age)
                + "; "
                + repository.openCount()
                + " are open in all.",
            "Review, merge or close them.",
            List.of(
                evidence(
                    "Open for more than " + days(threshold.warning()),
                    number,
                    old.stream().map(OpenPullRequest::id).toList()),
                evidence("Open in all", count(repository.openCount(), "pull request")))));
  }

  private Severity severity(Duration age) {
    return age.compareTo(threshold.critical()) > 0 ? Severity.CRITICAL : Severity.WARNING;
  }
}

package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueStatus;
import io.issuestream.contracts.issue.IssueType;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.Visibility;
import io.issuestream.jira.JiraIssue;
import io.issuestream.jira.JiraSprint;
import io.issuestream.jira.JiraUser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Turns an issue as read into what is published of it. Pure: the same reading, people and statuses
 * give the same state.
 */
public final class IssueStates {

  /** Among the running sprints, or else among all: planned ones lie after closed ones. */
  private static final Comparator<JiraSprint> LATEST =
      Comparator.<JiraSprint>comparingInt(IssueStates::standing)
          .thenComparing(JiraSprint::start, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(JiraSprint::complete, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingLong(JiraSprint::id);

  private final String projectId;
  private final String projectKey;
  private final ChangelogMapping changelog;

  /**
   * A mapping for the issues of one project.
   *
   * @param projectId stands in where an issue does not tell its own
   * @param categories what the site's statuses mean, by status id
   * @param personIds the reference of an account
   */
  public IssueStates(
      String projectId,
      String projectKey,
      Map<String, StatusCategory> categories,
      UnaryOperator<String> personIds) {
    this.projectId = projectId;
    this.projectKey = projectKey;
    this.changelog = new ChangelogMapping(categories, personIds);
  }

  /**
   * What is published of an issue.
   *
   * @param formerKeys its earlier keys, oldest first
   * @throws IllegalArgumentException in words, if a value is one that no issue can have
   */
  public IssueState of(JiraIssue issue, List<String> formerKeys) {
    Optional<JiraSprint> sprint = issue.sprints().stream().max(LATEST);
    String ownProject = issue.project().id();
    return new IssueState(
        issue.id(),
        issue.key(),
        formerKeys,
        ownProject.isEmpty() ? projectId : ownProject,
        issue.project().key().isEmpty() ? projectKey : issue.project().key(),
        issue.summary(),
        new IssueType(issue.type().id(), issue.type().name(), issue.type().subtask()),
        new IssueStatus(
            issue.status().id(),
            issue.status().name(),
            StatusCategory.valueOf(issue.status().category().name())),
        person(issue.assignee()),
        person(issue.reporter()),
        issue.priority(),
        issue.labels(),
        parent(issue),
        issue.epicKey(),
        issue.storyPoints(),
        sprint.map(JiraSprint::id).orElse(null),
        sprint.map(JiraSprint::name).orElse(null),
        issue.sprints().stream().map(JiraSprint::id).sorted().distinct().toList(),
        issue.created(),
        issue.updated(),
        issue.resolved(),
        cycleTimeHours(issue.created(), issue.resolved()),
        false,
        Visibility.VISIBLE,
        changelog.of(issue));
  }

  /** Cloud names an epic as the parent too; Data Center by the epic link alone. */
  private static @Nullable String parent(JiraIssue issue) {
    return issue.parentKey() != null ? issue.parentKey() : issue.epicKey();
  }

  private @Nullable String person(@Nullable JiraUser user) {
    return user == null ? null : changelog.personId(user.accountKey());
  }

  private static int standing(JiraSprint sprint) {
    return switch (sprint.state()) {
      case CLOSED -> 0;
      case FUTURE -> 1;
      case ACTIVE -> 2;
    };
  }

  /** Hours from created to resolved with two decimals; null while unresolved. */
  private static @Nullable BigDecimal cycleTimeHours(Instant created, @Nullable Instant resolved) {
    return resolved == null
        ? null
        : BigDecimal.valueOf(Duration.between(created, resolved).toMillis())
            .divide(BigDecimal.valueOf(3_600_000), 2, RoundingMode.HALF_UP);
  }
}

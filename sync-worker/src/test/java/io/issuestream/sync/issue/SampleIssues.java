package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueStatus;
import io.issuestream.contracts.issue.IssueType;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.Visibility;
import io.issuestream.jira.Changelog;
import io.issuestream.jira.JiraIssue;
import io.issuestream.jira.JiraProject;
import io.issuestream.jira.JiraSprint;
import io.issuestream.jira.JiraUser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made-up issues. */
final class SampleIssues {

  private SampleIssues() {}

  static IssueState state(String key, Instant updated, String summary) {
    return new IssueState(
        1,
        key,
        List.of(),
        "10",
        "A",
        summary,
        new IssueType("1", "Task", false),
        new IssueStatus("1", "Open", StatusCategory.TODO),
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        Instant.EPOCH,
        updated,
        null,
        null,
        false,
        Visibility.VISIBLE,
        ChangelogFacts.NONE);
  }

  static JiraIssue read(List<JiraSprint> sprints, @Nullable Instant resolved, Changelog changelog) {
    Instant created = Instant.parse("2026-01-01T00:00:00Z");
    return new JiraIssue(
        7,
        "A-7",
        new JiraProject("", "A", "A"),
        "Title",
        new JiraIssue.Type("1", "Story", false),
        new JiraIssue.Status("3", "In review", JiraIssue.Category.IN_PROGRESS),
        null,
        new JiraUser("acc-1", "Ann", null, true, JiraUser.AccountType.ATLASSIAN, null),
        null,
        null,
        null,
        List.of("x"),
        null,
        null,
        BigDecimal.valueOf(3),
        sprints,
        created,
        created.plusSeconds(60),
        resolved,
        changelog);
  }

  static JiraSprint sprint(long id, JiraSprint.State state, @Nullable String start) {
    return new JiraSprint(
        id,
        1L,
        "Sprint " + id,
        state,
        null,
        start == null ? null : Instant.parse(start),
        null,
        null,
        null);
  }
}

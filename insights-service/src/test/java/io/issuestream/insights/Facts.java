package io.issuestream.insights;

import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueStatus;
import io.issuestream.contracts.issue.IssueType;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.Visibility;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes events of a few facts. */
final class Facts {

  static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");

  private Facts() {}

  static IssueUpserted issue(
      String team, long revision, long id, String key, StatusCategory category, String... former) {
    return new IssueUpserted(
        team, revision, issue(id, key, category, CREATED, null, List.of(former)));
  }

  static IssueState issue(
      long id,
      String key,
      StatusCategory category,
      Instant created,
      @Nullable Instant resolved,
      List<String> formerKeys) {
    return new IssueState(
        id,
        key,
        formerKeys,
        "10",
        key.substring(0, key.lastIndexOf('-')),
        "Summary",
        new IssueType("1", "Task", false),
        new IssueStatus("1", category.toString(), category),
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
        created,
        resolved == null ? created : resolved,
        resolved,
        null,
        false,
        Visibility.VISIBLE,
        ChangelogFacts.NONE);
  }

  static PullRequestUpserted pullRequest(
      String team, long revision, String repository, int number, String title, String branch) {
    return new PullRequestUpserted(
        team,
        revision,
        pullRequest(
            repository,
            number,
            title,
            branch,
            null,
            CREATED,
            CREATED.plusSeconds(3600L * number),
            List.of()));
  }

  static PullRequestState pullRequest(
      String repository,
      int number,
      @Nullable String title,
      @Nullable String branch,
      @Nullable String body,
      Instant created,
      Instant merged,
      List<PullRequestCommit> commits) {
    return new PullRequestState(
        repository + "#" + number,
        repository,
        number,
        title,
        body,
        branch,
        "main",
        PullRequestPhase.MERGED,
        false,
        "a-1",
        created,
        merged,
        null,
        merged,
        merged,
        null,
        null,
        null,
        null,
        null,
        commits);
  }
}

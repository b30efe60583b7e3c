package io.issuestream.insights.finding;

import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.contracts.metrics.Percentiles;
import io.issuestream.contracts.metrics.PrLinkage;
import io.issuestream.insights.linkage.RepositoryActivity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * All that the rules know of a team. Any part may be empty: a team without Jira has only
 * repositories, one whose metrics are still being computed has only issues.
 *
 * @param day the day in UTC for which ages are told; nothing else depends on the time
 * @param issuesKnown whether any issue is known
 * @param projects the issues' own figures
 * @param sprints the sprints of each project
 * @param flows flow metrics
 * @param repositories linkage metrics with recent activity
 * @param people how accounts are matched
 */
record TeamPicture(
    LocalDate day,
    boolean issuesKnown,
    List<ProjectWork> projects,
    List<SprintHistory> sprints,
    List<FlowMetrics> flows,
    List<RepositoryWork> repositories,
    People people) {

  TeamPicture {
    projects = List.copyOf(projects);
    sprints = List.copyOf(sprints);
    flows = List.copyOf(flows);
    repositories = List.copyOf(repositories);
  }

  /**
   * A project's open and recent work.
   *
   * @param ageingCount visible issues in progress since before the oldest allowed moment
   * @param ageing of those the oldest, at most 50
   * @param repeated unfinished issues that were in three sprints or more, at most 50
   * @param cycle first in progress → done lately, and before
   */
  record ProjectWork(
      String projectKey,
      long ageingCount,
      List<AgeingIssue> ageing,
      List<String> repeated,
      CycleWindows cycle) {}

  /**
   * An issue in progress.
   *
   * @param since when it came into progress
   * @param exact false where no changelog says so: then it has been there at least since
   */
  record AgeingIssue(String key, Instant since, boolean exact) {}

  /** Hours of cycle time in two neighbouring periods. */
  record CycleWindows(Percentiles recent, Percentiles earlier) {

    static final CycleWindows NONE = new CycleWindows(Percentiles.NONE, Percentiles.NONE);
  }

  /** A repository's figures. */
  record RepositoryWork(PrLinkage linkage, RepositoryActivity activity) {}

  /**
   * How the team's Jira accounts are matched.
   *
   * @param openIssuesOfUnmatched unfinished issues assigned to accounts without a member
   * @param exampleKeys some of them, at most 50
   */
  record People(
      long matched,
      long unmatched,
      long ambiguous,
      long openIssuesOfUnmatched,
      List<String> exampleKeys) {

    static final People NONE = new People(0, 0, 0, 0, List.of());
  }
}

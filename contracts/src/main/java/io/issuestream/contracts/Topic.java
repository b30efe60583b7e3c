package io.issuestream.contracts;

import io.issuestream.contracts.code.PullRequestEvent;
import io.issuestream.contracts.connection.ConnectionEvent;
import io.issuestream.contracts.connection.CredentialEvent;
import io.issuestream.contracts.connection.TokenRequestEvent;
import io.issuestream.contracts.erasure.ErasureEvent;
import io.issuestream.contracts.erasure.ErasureReportEvent;
import io.issuestream.contracts.insight.InsightEvent;
import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.contracts.metrics.FlowMetricsEvent;
import io.issuestream.contracts.metrics.PrLinkageEvent;
import io.issuestream.contracts.metrics.SprintMetricsEvent;
import io.issuestream.contracts.project.ProjectEvent;
import io.issuestream.contracts.sprint.SprintEvent;
import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.contracts.sync.SyncRequestEvent;
import io.issuestream.contracts.user.JiraUserEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Every topic: its name, who writes it and how it is kept.
 *
 * <p>Partition counts are fixed at creation, because order holds per key only as long as a key
 * stays on its partition.
 */
public enum Topic {
  JIRA_CONNECTIONS(
      "jira.connections", "integration-service", 3, Retention.COMPACTED, ConnectionEvent.class),
  JIRA_CREDENTIALS(
      "jira.credentials",
      "integration-service",
      3,
      Retention.COMPACTED_HOURLY,
      CredentialEvent.class),
  JIRA_PROJECTS("jira.projects", "integration-service", 3, Retention.COMPACTED, ProjectEvent.class),
  JIRA_SYNC_REQUESTS(
      "jira.sync-requests", "integration-service", 3, Retention.WEEK, SyncRequestEvent.class),
  JIRA_SYNC_PROGRESS(
      "jira.sync-progress", "sync-worker", 3, Retention.COMPACTED, SyncProgressEvent.class),
  JIRA_TOKEN_REQUESTS(
      "jira.token-requests", "sync-worker", 3, Retention.WEEK, TokenRequestEvent.class),
  JIRA_ISSUES("jira.issues", "sync-worker", 6, Retention.COMPACTED, IssueEvent.class),
  JIRA_SPRINTS("jira.sprints", "sync-worker", 3, Retention.COMPACTED, SprintEvent.class),
  /** Compacted hourly, as who is erased is to be gone from the broker's files soon. */
  JIRA_USERS("jira.users", "sync-worker", 3, Retention.COMPACTED_HOURLY, JiraUserEvent.class),
  /** As {@link #JIRA_USERS}. */
  TEAM_MEMBERS(
      "team.members", "user-matcher", 3, Retention.COMPACTED_HOURLY, TeamMemberEvent.class),
  TEAM_ERASURES("team.erasures", "user-matcher", 1, Retention.COMPACTED_HOURLY, ErasureEvent.class),
  /** Every service writes what it did. */
  TEAM_ERASURE_REPORTS(
      "team.erasure-reports",
      "user-matcher",
      1,
      Retention.COMPACTED_HOURLY,
      ErasureReportEvent.class),
  USER_MATCHES("user.matches", "user-matcher", 3, Retention.COMPACTED, UserMatchEvent.class),
  CODE_PULL_REQUESTS(
      "code.pull-requests", "integration-service", 6, Retention.COMPACTED, PullRequestEvent.class),
  METRICS_SPRINTS(
      "metrics.sprints", "metrics-service", 3, Retention.COMPACTED, SprintMetricsEvent.class),
  METRICS_FLOW("metrics.flow", "metrics-service", 3, Retention.COMPACTED, FlowMetricsEvent.class),
  METRICS_PR_LINKAGE(
      "metrics.pr-linkage", "insights-service", 3, Retention.COMPACTED, PrLinkageEvent.class),
  INSIGHTS_FINDINGS(
      "insights.findings", "insights-service", 3, Retention.COMPACTED, InsightEvent.class);

  /** How long records stay. */
  public enum Retention {
    /** The last record of each key, for ever; tombstones 30 days. */
    COMPACTED,
    /** As {@link #COMPACTED}, and an overwritten record is gone within about an hour. */
    COMPACTED_HOURLY,
    /** Every record for seven days. */
    WEEK;

    /** The topic settings that make it so, by Kafka's names; times in milliseconds. */
    public Map<String, String> settings() {
      String thirtyDays = Long.toString(Duration.ofDays(30).toMillis());
      String hour = Long.toString(Duration.ofHours(1).toMillis());
      return switch (this) {
        case COMPACTED -> Map.of("cleanup.policy", "compact", "delete.retention.ms", thirtyDays);
        case COMPACTED_HOURLY ->
            Map.of(
                "cleanup.policy",
                "compact",
                "delete.retention.ms",
                thirtyDays,
                "max.compaction.lag.ms",
                hour,
                "segment.ms",
                hour);
        case WEEK ->
            Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                Long.toString(Duration.ofDays(7).toMillis()));
      };
    }
  }

  private final String topicName;
  private final String owner;
  private final int partitions;
  private final Retention retention;
  private final Class<? extends Event> family;

  Topic(
      String topicName,
      String owner,
      int partitions,
      Retention retention,
      Class<? extends Event> family) {
    this.topicName = topicName;
    this.owner = owner;
    this.partitions = partitions;
    this.retention = retention;
    this.family = family;
  }

  /** The name on the broker, without any prefix an installation puts before it. */
  public String topicName() {
    return topicName;
  }

  /** The one service that writes it. */
  public String owner() {
    return owner;
  }

  /** Fixed at creation. */
  public int partitions() {
    return partitions;
  }

  /** How long records stay. */
  public Retention retention() {
    return retention;
  }

  /** The event types it carries, in the order the source lists them. */
  public List<Class<? extends Event>> eventTypes() {
    return Arrays.stream(family.getPermittedSubclasses())
        .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
        .toList();
  }

  /**
   * The topic an event belongs on.
   *
   * @throws IllegalArgumentException if the type is on no topic
   */
  public static Topic of(Class<? extends Event> type) {
    for (Topic topic : values()) {
      if (topic.family.isAssignableFrom(type)) {
        return topic;
      }
    }
    throw new IllegalArgumentException(type.getSimpleName() + " belongs to no topic");
  }
}

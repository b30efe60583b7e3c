package io.issuestream.contracts.access;

import io.issuestream.contracts.Topic;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who comes to the broker, and what each reads. What a service writes is what it owns ({@link
 * Topic#owner()}).
 */
public enum Principal {
  INTEGRATION_SERVICE,
  SYNC_WORKER,
  USER_MATCHER,
  METRICS_SERVICE,
  INSIGHTS_SERVICE,
  /** Asks for syncs at set times. */
  CRON,
  /** Who operates the installation: asks for syncs, and looks at everything but credentials. */
  SRE,
  /** People and dashboards: everything but credentials and what tells who a person is. */
  READER;

  /** Those that are services, each with a consumer group, publishers and dead letters. */
  public static Stream<Principal> services() {
    return Arrays.stream(values()).filter(Principal::isService);
  }

  /** Its name on the broker; a service's is its own. */
  public String principalName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is a service. */
  public boolean isService() {
    return compareTo(INSIGHTS_SERVICE) <= 0;
  }

  /** The topics it reads. */
  public Set<Topic> reads() {
    return switch (this) {
      case INTEGRATION_SERVICE ->
          EnumSet.of(Topic.JIRA_SYNC_PROGRESS, Topic.JIRA_TOKEN_REQUESTS, Topic.TEAM_ERASURES);
      case SYNC_WORKER ->
          EnumSet.of(
              Topic.JIRA_CONNECTIONS,
              Topic.JIRA_CREDENTIALS,
              Topic.JIRA_PROJECTS,
              Topic.JIRA_SYNC_REQUESTS,
              Topic.TEAM_MEMBERS,
              Topic.TEAM_ERASURES);
      case USER_MATCHER ->
          EnumSet.of(Topic.JIRA_USERS, Topic.TEAM_ERASURES, Topic.TEAM_ERASURE_REPORTS);
      case METRICS_SERVICE ->
          EnumSet.of(
              Topic.JIRA_ISSUES, Topic.JIRA_SPRINTS, Topic.USER_MATCHES, Topic.TEAM_ERASURES);
      case INSIGHTS_SERVICE ->
          EnumSet.of(
              Topic.JIRA_ISSUES,
              Topic.CODE_PULL_REQUESTS,
              Topic.METRICS_SPRINTS,
              Topic.METRICS_FLOW,
              Topic.USER_MATCHES,
              Topic.TEAM_ERASURES);
      case CRON -> EnumSet.noneOf(Topic.class);
      case SRE -> EnumSet.complementOf(EnumSet.of(Topic.JIRA_CREDENTIALS));
      case READER ->
          EnumSet.complementOf(
              EnumSet.of(
                  Topic.JIRA_CREDENTIALS,
                  Topic.JIRA_USERS,
                  Topic.TEAM_MEMBERS,
                  Topic.TEAM_ERASURES,
                  Topic.TEAM_ERASURE_REPORTS));
    };
  }

  /**
   * The topics it writes; for syncs, others may ask beside the topic's owner, and all report
   * erasures.
   */
  public Set<Topic> writes() {
    Set<Topic> writes = EnumSet.noneOf(Topic.class);
    Arrays.stream(Topic.values())
        .filter(topic -> topic.owner().equals(principalName()))
        .forEach(writes::add);
    if (isService()) {
      writes.add(Topic.TEAM_ERASURE_REPORTS);
    }
    if (this == CRON || this == SRE) {
      writes.add(Topic.JIRA_SYNC_REQUESTS);
    }
    return writes;
  }

  /** Where a service puts aside what it cannot process of a topic it reads. */
  String deadLetters(Topic topic) {
    return topic.topicName() + "." + principalName() + ".dlt";
  }
}

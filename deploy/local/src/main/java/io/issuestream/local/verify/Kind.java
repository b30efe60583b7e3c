package io.issuestream.local.verify;

import io.issuestream.contracts.Topic;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is compared: the aggregates of a topic, and how one is read from its record. */
enum Kind {
  PROJECTS(Topic.JIRA_PROJECTS, "project", "jiraProjectKey", "active", false),
  ISSUES(Topic.JIRA_ISSUES, "issue", "projectKey", "deleted", true),
  SPRINTS(Topic.JIRA_SPRINTS, "sprint", "jiraProjectKey", "deleted", true),
  USERS(Topic.JIRA_USERS, "user", "", "", true),
  MEMBERS(Topic.TEAM_MEMBERS, "member", "", "removed", true),
  MATCHES(Topic.USER_MATCHES, "match", "", "", true),
  PULL_REQUESTS(Topic.CODE_PULL_REQUESTS, "pullRequest", "repository", "", true),
  SPRINT_FIGURES(Topic.METRICS_SPRINTS, "metrics", "projectKey", "", true),
  FLOW_FIGURES(Topic.METRICS_FLOW, "metrics", "projectKey", "", true),
  LINKAGE(Topic.METRICS_PR_LINKAGE, "metrics", "repository", "", true),
  FINDINGS(Topic.INSIGHTS_FINDINGS, "insight", "projectKey", "resolved", true);

  private final Topic topic;
  private final String node;
  private final String project;
  private final String flag;
  private final boolean goneIf;

  /** By the names of the record's properties; gone is what has the flag so. */
  Kind(Topic topic, String node, String project, String flag, boolean goneIf) {
    this.topic = topic;
    this.node = node;
    this.project = project;
    this.flag = flag;
    this.goneIf = goneIf;
  }

  Topic topic() {
    return topic;
  }

  /** As people and the API call it: the topic. */
  String topicName() {
    return topic.topicName();
  }

  /** Whether it is worked out from others, so that it can be worked out afresh. */
  boolean isFigures() {
    return compareTo(SPRINT_FIGURES) >= 0;
  }

  /** Whether it belongs to a project by its key; a repository is none. */
  boolean isOfProject() {
    return !project.isEmpty() && !project.equals("repository");
  }

  static Optional<Kind> of(String topicName) {
    return Arrays.stream(values()).filter(kind -> kind.topicName().equals(topicName)).findFirst();
  }

  /** What a record says, as far as it is compared. */
  Seen read(JsonNode event, long content) {
    JsonNode state = event.path(node);
    boolean isGone = !flag.isEmpty() && state.path(flag).asBoolean() == goneIf;
    return new Seen(
        event.path("revision").asLong(),
        isGone,
        !isGone && state.path("visibility").asString("").equals("hidden"),
        project.isEmpty() ? "" : state.path(project).asString(""),
        content);
  }

  @Override
  public String toString() {
    return topicName();
  }
}

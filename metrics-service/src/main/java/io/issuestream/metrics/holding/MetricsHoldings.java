package io.issuestream.metrics.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.Holding;
import io.issuestream.edge.holding.Unfinished;
import io.issuestream.messaging.outbox.OutboxDrain;
import io.issuestream.metrics.recompute.Kind;
import io.issuestream.metrics.recompute.Marks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Issues, sprints and matches as they came; figures of sprints and projects as they left. */
@Configuration(proxyBeanMethods = false)
class MetricsHoldings {

  @Bean
  Holding heldIssues() {
    return new Holding(
        Topic.JIRA_ISSUES,
        """
        select issue_id::text as id, project_key as project, revision, deleted as gone,
          null::boolean as hidden, null::text as content
        from issue_fact where team_id = $1
        """);
  }

  @Bean
  Holding heldSprints() {
    return new Holding(
        Topic.JIRA_SPRINTS,
        """
        select sprint_id::text as id,
          coalesce(convert_from(data, 'UTF8')::json -> 'sprint' ->> 'jiraProjectKey', '') as project,
          revision, deleted as gone, null::boolean as hidden, %s as content
        from sprint where team_id = $1
        """
            .formatted(Holding.CONTENT));
  }

  @Bean
  Holding heldMatches() {
    return new Holding(
        Topic.USER_MATCHES,
        """
        select person_id as id, '' as project, revision, false as gone, null::boolean as hidden,
          null::text as content
        from person_match where team_id = $1
        """);
  }

  @Bean
  Holding heldSprintFigures() {
    return new Holding(
        Topic.METRICS_SPRINTS,
        """
        select sprint_id::text as id,
          coalesce(convert_from(data, 'UTF8')::json -> 'metrics' ->> 'projectKey', '') as project,
          revision, false as gone, null::boolean as hidden, %s as content
        from sprint_metrics where team_id = $1
        """
            .formatted(Holding.CONTENT));
  }

  @Bean
  Holding heldFlowFigures() {
    return new Holding(
        Topic.METRICS_FLOW,
        """
        select project_key as id, project_key as project, revision, false as gone,
          null::boolean as hidden, %s as content
        from flow_metrics where team_id = $1
        """
            .formatted(Holding.CONTENT));
  }

  @Bean
  Unfinished outboxStates(OutboxDrain outbox) {
    return new Unfinished("outbox", true, outbox::waiting);
  }

  @Bean
  Unfinished pendingSprints(Marks marks) {
    return new Unfinished("sprint figures", true, team -> marks.pending(team, Kind.SPRINT));
  }

  @Bean
  Unfinished pendingFlows(Marks marks) {
    return new Unfinished("flow figures", true, team -> marks.pending(team, Kind.FLOW));
  }
}

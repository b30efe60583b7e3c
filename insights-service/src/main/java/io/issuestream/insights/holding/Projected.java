package io.issuestream.insights.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.Holding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What came from other services. */
@Configuration(proxyBeanMethods = false)
class Projected {

  @Bean
  Holding heldIssues() {
    return new Holding(
        Topic.JIRA_ISSUES,
        """
        select issue_id::text as id, project_key as project, revision, deleted as gone,
          not visible and not deleted as hidden, null::text as content
        from issue where team_id = $1
        """);
  }

  @Bean
  Holding heldPullRequests() {
    return new Holding(
        Topic.CODE_PULL_REQUESTS,
        """
        select pull_request_id as id, repository as project, revision, false as gone,
          null::boolean as hidden, null::text as content
        from pull_request where team_id = $1
        """);
  }

  @Bean
  Holding heldMatches() {
    return new Holding(
        Topic.USER_MATCHES,
        """
        select person_id as id, '' as project, revision, false as gone, null::boolean as hidden,
          null::text as content
        from user_match where team_id = $1
        """);
  }

  @Bean
  Holding heldSprintFigures() {
    return new Holding(
        Topic.METRICS_SPRINTS,
        """
        select sprint_id::text as id, coalesce(project_key, '') as project, revision, false as gone,
          null::boolean as hidden, left(md5(event), 15) as content
        from sprint_metrics where team_id = $1
        """);
  }

  @Bean
  Holding heldFlowFigures() {
    return new Holding(
        Topic.METRICS_FLOW,
        """
        select project_key as id, project_key as project, revision, false as gone,
          null::boolean as hidden, left(md5(event), 15) as content
        from flow_metrics where team_id = $1
        """);
  }
}

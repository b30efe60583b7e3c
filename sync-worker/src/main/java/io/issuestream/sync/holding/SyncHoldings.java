package io.issuestream.sync.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.Holding;
import io.issuestream.edge.holding.Unfinished;
import io.issuestream.messaging.outbox.OutboxDrain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Issues, sprints and accounts as they left; projects and members as they came. */
@Configuration(proxyBeanMethods = false)
class SyncHoldings {

  @Bean
  Holding heldIssues() {
    return new Holding(
        Topic.JIRA_ISSUES,
        """
        select jira_id::text as id, project_key as project, revision, deleted as gone,
          visibility = 'hidden' and not deleted as hidden, null::text as content
        from issue where team_id = $1
        """);
  }

  @Bean
  Holding heldSprints() {
    return new Holding(
        Topic.JIRA_SPRINTS,
        """
        select sprint_id::text as id, coalesce(project_key, '') as project, revision,
          deleted as gone, null::boolean as hidden, null::text as content
        from sprint where team_id = $1
        """);
  }

  @Bean
  Holding heldAccounts() {
    return new Holding(
        Topic.JIRA_USERS,
        """
        select person_id as id, '' as project, revision, false as gone, null::boolean as hidden,
          null::text as content
        from person where team_id = $1
        """);
  }

  @Bean
  Holding heldProjects() {
    return new Holding(
        Topic.JIRA_PROJECTS,
        """
        select project_id as id, project_key as project, revision, not active as gone,
          null::boolean as hidden, null::text as content
        from tracked_project where team_id = $1
        """);
  }

  @Bean
  Holding heldMembers() {
    return new Holding(
        Topic.TEAM_MEMBERS,
        """
        select member_id as id, '' as project, revision, removed as gone, null::boolean as hidden,
          null::text as content
        from member_address where team_id = $1
        """);
  }

  @Bean
  Unfinished outboxStates(OutboxDrain outbox) {
    return new Unfinished("outbox", true, outbox::waiting);
  }

  /** A run may take hours, or wait for Jira for days. */
  @Bean
  Unfinished unfinishedRuns(DatabaseClient database) {
    return Unfinished.counted(
        "sync runs",
        false,
        database,
        "select count(*) from sync_run where team_id = $1 and finished_at is null");
  }
}

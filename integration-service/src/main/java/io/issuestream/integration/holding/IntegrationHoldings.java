package io.issuestream.integration.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.Holding;
import io.issuestream.edge.holding.Unfinished;
import io.issuestream.messaging.outbox.OutboxDrain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Projects and pull requests as they left. */
@Configuration(proxyBeanMethods = false)
class IntegrationHoldings {

  @Bean
  Holding heldProjects() {
    return new Holding(
        Topic.JIRA_PROJECTS,
        """
        select jira_project_id as id, jira_project_key as project, revision, not active as gone,
          null::boolean as hidden, null::text as content
        from tracked_project where team_id = $1
        """);
  }

  @Bean
  Holding heldPullRequests() {
    return new Holding(
        Topic.CODE_PULL_REQUESTS,
        """
        select repository || '#' || number as id, repository as project, revision, false as gone,
          null::boolean as hidden, %s as content
        from pull_request where team_id = $1
        """
            .formatted(Holding.CONTENT));
  }

  @Bean
  Unfinished outboxStates(OutboxDrain outbox) {
    return new Unfinished("outbox", true, outbox::waiting);
  }

  @Bean
  Unfinished unprocessedDeliveries(DatabaseClient database) {
    return Unfinished.counted(
        "webhook deliveries",
        false,
        database,
        """
        select count(*) from webhook_event where team_id = $1 and status in ('pending', 'processing')
        """);
  }
}

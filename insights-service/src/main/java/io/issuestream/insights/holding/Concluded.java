package io.issuestream.insights.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.Holding;
import io.issuestream.edge.holding.Unfinished;
import io.issuestream.messaging.outbox.OutboxDrain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What this service concluded. Its tables keep the conclusion without the event around it, so a row
 * has the content of the event last written if it says the same, and one of its own if not.
 */
@Configuration(proxyBeanMethods = false)
class Concluded {

  /** Time alone moves {@code asOf}, and is not published. */
  @Bean
  Holding heldLinkage() {
    return new Holding(
        Topic.METRICS_PR_LINKAGE,
        """
        select l.repository as id, l.repository as project, l.revision, false as gone,
          null::boolean as hidden,
          left(md5(case when l.metrics::jsonb - 'asOf'
              = (convert_from(o.data, 'UTF8')::jsonb -> 'metrics') - 'asOf'
            then o.data else convert_to(l.metrics, 'UTF8') end), 15) as content
        from pr_linkage l
        left join outbox_state o
          on o.topic = 'metrics.pr-linkage' and o.message_key = l.team_id || '/' || l.repository
        where l.team_id = $1
        """);
  }

  @Bean
  Holding heldFindings() {
    return new Holding(
        Topic.INSIGHTS_FINDINGS,
        """
        select i.insight_id as id, coalesce(i.project_key, '') as project, i.revision,
          i.resolved as gone, null::boolean as hidden,
          left(md5(case when i.content::jsonb = convert_from(o.data, 'UTF8')::jsonb -> 'insight'
            then o.data else convert_to(i.content, 'UTF8') end), 15) as content
        from insight i
        left join outbox_state o
          on o.topic = 'insights.findings' and o.message_key = i.team_id || '/' || i.insight_id
        where i.team_id = $1
        """);
  }

  @Bean
  Unfinished outboxStates(OutboxDrain outbox) {
    return new Unfinished("outbox", true, outbox::waiting);
  }

  @Bean
  Unfinished pendingWork(DatabaseClient database) {
    return Unfinished.counted(
        "linkage and insights",
        true,
        database,
        "select count(distinct (kind, subject)) from work_mark where team_id = $1");
  }
}

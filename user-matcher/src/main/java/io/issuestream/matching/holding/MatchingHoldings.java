package io.issuestream.matching.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.Holding;
import io.issuestream.edge.holding.Unfinished;
import io.issuestream.messaging.outbox.OutboxDrain;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Accounts as they came; members and matches as they left. */
@Configuration(proxyBeanMethods = false)
class MatchingHoldings {

  @Bean
  Holding heldAccounts() {
    return new Holding(
        Topic.JIRA_USERS,
        """
        select person_id as id, '' as project, revision, false as gone, null::boolean as hidden,
          null::text as content
        from jira_account where team_id = $1
        """);
  }

  @Bean
  Holding heldMembers() {
    return new Holding(
        Topic.TEAM_MEMBERS,
        """
        select member_id as id, '' as project, revision, removed as gone, null::boolean as hidden,
          null::text as content
        from team_member where team_id = $1
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
  Unfinished outboxStates(OutboxDrain outbox) {
    return new Unfinished("outbox", true, outbox::waiting);
  }

  @Bean
  Unfinished pendingMatching(DatabaseClient database) {
    return Unfinished.counted(
        "matching", true, database, "select count(*) from match_mark where team_id = $1");
  }
}

package io.issuestream.matching.replay;

import static io.issuestream.messaging.replay.TableRule.states;
import static io.issuestream.messaging.replay.TableRule.technical;

import io.issuestream.contracts.Topic;
import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.replay.StatesOnly;
import io.issuestream.messaging.replay.TableRule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What this service holds of accounts; whom they are is decided again where they were put right.
 */
@Component
class MatcherReplay extends StatesOnly {

  private final Teams teams;

  MatcherReplay(DatabaseClient database, Teams teams) {
    super(database, List.of(states("jira_account", Topic.JIRA_USERS)), own());
    this.teams = teams;
  }

  private static List<TableRule> own() {
    return Stream.of(
            "team_member",
            "user_match",
            "match_decision",
            "match_mark",
            "erasure",
            "erasure_report")
        .map(table -> technical(table, "members, and what is decided here; comes from no topic"))
        .toList();
  }

  @Override
  public Mono<Void> markAll(String team) {
    return teams.mark(team);
  }
}

package io.issuestream.matching.account;

import io.issuestream.contracts.Topic;
import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.outbox.Outbox;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes accounts whose person is erased, with what was decided about them. */
@Component
public class AccountRemoval {

  private final DatabaseClient database;
  private final Teams teams;
  private final Outbox outbox;

  AccountRemoval(DatabaseClient database, Teams teams, Outbox outbox) {
    this.database = database;
    this.teams = teams;
    this.outbox = outbox;
  }

  /**
   * Removes them, within the caller's transaction, and publishes that nothing is known of them.
   *
   * @return how many accounts there were
   */
  public Mono<Long> remove(String teamId, Collection<String> personIds) {
    if (personIds.isEmpty()) {
      return Mono.just(0L);
    }
    return teams
        .lock(teamId)
        .then(delete("match_decision", teamId, personIds))
        .then(delete("user_match", teamId, personIds))
        .then(delete("jira_account", teamId, personIds))
        .flatMap(rows ->
            Flux.fromIterable(personIds)
                .concatMap(person -> outbox.erase(Topic.USER_MATCHES, teamId, person))
                .then(rows == 0 ? Mono.empty() : teams.mark(teamId))
                .thenReturn(rows));
  }

  private Mono<Long> delete(String table, String teamId, Collection<String> personIds) {
    return database
        .sql("delete from " + table + " where team_id = $1 and person_id = any($2)")
        .bind(0, teamId)
        .bind(1, personIds.toArray(String[]::new))
        .fetch()
        .rowsUpdated();
  }
}

package io.issuestream.messaging.replay;

import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Puts a replay that changes what is live in the audit log of every team it is about, where what an
 * sre did over HTTP stands, too. Who did it is whoever runs the program, by the system's name.
 */
final class ReplayAudit {

  private final DatabaseClient database;

  ReplayAudit(DatabaseClient database) {
    this.database = database;
  }

  /**
   * To be called in the transaction of what is done, or before it where that is in many.
   *
   * @param action such as {@code replay --swap}
   * @param target which one; may be empty
   */
  Mono<Void> add(Collection<String> teams, String action, String target) {
    return database
        .sql(
            """
            insert into audit_entry (team_id, subject, roles, acting_for, action, target, outcome,
              status, client_address)
            select team_id, $2, '{sre}', true, $3, $4, 'succeeded', 200, 'program'
            from unnest($1::text[]) as t(team_id)
            """)
        .bind(0, teams.toArray(String[]::new))
        .bind(1, System.getProperty("user.name", "unknown"))
        .bind(2, action)
        .bind(3, target)
        .then();
  }
}

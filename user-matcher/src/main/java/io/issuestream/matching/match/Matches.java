package io.issuestream.matching.match;

import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.user.AccountType;
import io.issuestream.matching.match.StoredMatch.Change;
import io.issuestream.messaging.outbox.Outbox;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts of teams, what was decided about them by hand, and what became of them. */
@Repository
class Matches {

  private final DatabaseClient database;
  private final Outbox outbox;

  Matches(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** All accounts with what was last published about them. */
  Flux<StoredMatch> accounts(String teamId) {
    return database
        .sql(
            """
            select a.person_id, a.account_id, a.display_name, a.email, a.active, a.account_type, m.revision, m.outcome,
              m.evidence, m.manual, m.member_id
            from jira_account a left join user_match m on m.team_id = a.team_id and m.person_id = a.person_id
            where a.team_id = $1 order by a.person_id
            """)
        .bind(0, teamId)
        .map(Matches::stored)
        .all();
  }

  /** All decisions. */
  Flux<Decision> decisions(String teamId) {
    return database
        .sql("select person_id, action, member_id from match_decision where team_id = $1")
        .bind(0, teamId)
        .map(row ->
            new Decision(
                text(row, "person_id"),
                Decision.Action.valueOf(text(row, "action").toUpperCase(Locale.ROOT)),
                row.get("member_id", String.class)))
        .all();
  }

  /** Stores and publishes states, within the caller's transaction and lock of the team. */
  Mono<Void> save(String teamId, List<Change> changes) {
    if (changes.isEmpty()) {
      return Mono.empty();
    }
    List<UserMatchState> states = changes.stream().map(Change::state).toList();
    return database
        .sql(
            """
            insert into user_match (team_id, person_id, revision, outcome, evidence, manual, member_id)
            select $1, * from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::boolean[], $7::text[])
            on conflict (team_id, person_id) do update set
              revision = excluded.revision, outcome = excluded.outcome, evidence = excluded.evidence,
              manual = excluded.manual, member_id = excluded.member_id
            """)
        .bind(0, teamId)
        .bind(1, states.stream().map(UserMatchState::personId).toArray(String[]::new))
        .bind(2, changes.stream().map(Change::revision).toArray(Long[]::new))
        .bind(3, states.stream().map(state -> state.outcome().toString()).toArray(String[]::new))
        .bind(4, states.stream().map(state -> state.evidence().toString()).toArray(String[]::new))
        .bind(5, states.stream().map(UserMatchState::manual).toArray(Boolean[]::new))
        .bind(6, members(states))
        .then()
        .then(outbox.publish(changes.stream().map(change -> change.event(teamId)).toList()));
  }

  /** Stores decisions in place of earlier ones about the same accounts. */
  Mono<Void> decide(String teamId, String subject, Collection<Decision> decisions) {
    List<Decision> all = List.copyOf(decisions);
    @Nullable String[] members = new String[all.size()];
    for (int row = 0; row < members.length; row++) {
      members[row] = all.get(row).memberId();
    }
    return database
        .sql(
            """
            insert into match_decision (team_id, person_id, action, member_id, decided_by)
            select $1, d.person_id, d.action, d.member_id, $2
            from unnest($3::text[], $4::text[], $5::text[]) as d(person_id, action, member_id)
            on conflict (team_id, person_id) do update set
              action = excluded.action, member_id = excluded.member_id, decided_by = excluded.decided_by,
              decided_at = excluded.decided_at
            """)
        .bind(0, teamId)
        .bind(1, subject)
        .bind(2, all.stream().map(Decision::personId).toArray(String[]::new))
        .bind(3, all.stream().map(decision -> decision.action().toString()).toArray(String[]::new))
        .bind(4, members)
        .then();
  }

  private static @Nullable String[] members(List<UserMatchState> states) {
    @Nullable String[] members = new String[states.size()];
    for (int row = 0; row < members.length; row++) {
      members[row] = states.get(row).memberId();
    }
    return members;
  }

  private static StoredMatch stored(Readable row) {
    var account =
        new Account(
            text(row, "person_id"),
            text(row, "account_id"),
            text(row, "display_name"),
            row.get("email", String.class),
            Boolean.TRUE.equals(row.get("active", Boolean.class)),
            AccountType.valueOf(text(row, "account_type").toUpperCase(Locale.ROOT)));
    Long revision = row.get("revision", Long.class);
    return revision == null
        ? new StoredMatch(account, 0, null)
        : new StoredMatch(account, revision, state(row));
  }

  private static UserMatchState state(Readable row) {
    return new UserMatchState(
        text(row, "person_id"),
        row.get("member_id", String.class),
        MatchOutcome.valueOf(text(row, "outcome").toUpperCase(Locale.ROOT)),
        MatchEvidence.valueOf(text(row, "evidence").toUpperCase(Locale.ROOT)),
        Boolean.TRUE.equals(row.get("manual", Boolean.class)));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}

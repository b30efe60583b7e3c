package io.issuestream.matching.match;

import io.issuestream.matching.match.MatchView.MemberRef;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads accounts and their matches to be shown. */
@Repository
class MatchQueries {

  private static final String SELECT =
      """
      select a.person_id, a.account_id, a.display_name, a.email, a.active, a.account_type, m.outcome, m.evidence,
        m.manual, t.member_id, t.email as member_email, t.display_name as member_name,
        case when m.outcome = 'ambiguous' then (
          select json_agg(json_build_object(
            'memberId', c.member_id, 'email', c.email, 'displayName', c.display_name) order by c.member_id)::text
          from team_member c
          where c.team_id = a.team_id and not c.removed and c.name_key = a.name_key) end as candidates
      from jira_account a
      join user_match m on m.team_id = a.team_id and m.person_id = a.person_id
      left join team_member t on t.team_id = m.team_id and t.member_id = m.member_id
      """;

  private final DatabaseClient database;
  private final JsonMapper json;

  MatchQueries(DatabaseClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * Accounts by display name.
   *
   * @param state null for all
   */
  Flux<MatchView> list(
      String teamId, @Nullable String state, @Nullable MatchCursor after, int limit) {
    return database
        .sql(
            SELECT
                + """
                where a.team_id = $1 and ($2::text is null or m.outcome = $2)
                  and ($3::text is null or (a.display_name, a.person_id) > ($3, $4))
                order by a.display_name, a.person_id limit $5
                """)
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, state))
        .bind(2, Parameters.in(R2dbcType.VARCHAR, after == null ? null : after.displayName()))
        .bind(3, Parameters.in(R2dbcType.VARCHAR, after == null ? null : after.personId()))
        .bind(4, limit)
        .map(this::view)
        .all();
  }

  /** Some accounts, in no order. */
  Flux<MatchView> byPersons(String teamId, Collection<String> persons) {
    return database
        .sql(SELECT + "where a.team_id = $1 and a.person_id = any($2)")
        .bind(0, teamId)
        .bind(1, persons.toArray(String[]::new))
        .map(this::view)
        .all();
  }

  Mono<MatchSummary> summary(String teamId) {
    return database
        .sql(
            """
            select count(*) filter (where m.outcome = 'matched') as matched,
              count(*) filter (where m.outcome = 'unmatched') as unmatched,
              count(*) filter (where m.outcome = 'excluded') as excluded,
              count(*) filter (where m.outcome = 'ambiguous') as ambiguous,
              count(*) filter (where d.action = 'link' and m.outcome <> 'matched') as errors,
              greatest(count(*) filter (where m.outcome is null),
                (select count(*) from (select 1 from match_mark where team_id = $1 limit 1) k)) as pending
            from jira_account a
            left join user_match m on m.team_id = a.team_id and m.person_id = a.person_id
            left join match_decision d on d.team_id = a.team_id and d.person_id = a.person_id
            where a.team_id = $1
            """)
        .bind(0, teamId)
        .map(row ->
            new MatchSummary(
                number(row, "matched"),
                number(row, "unmatched"),
                number(row, "excluded"),
                number(row, "ambiguous"),
                number(row, "errors"),
                number(row, "pending")))
        .one();
  }

  /** Those of some identifiers that are no account of the team. */
  Flux<String> unknownPersons(String teamId, Collection<String> persons) {
    return database
        .sql(
            """
            select p from unnest($2::text[]) p
            where not exists (select 1 from jira_account a where a.team_id = $1 and a.person_id = p)
            """)
        .bind(0, teamId)
        .bind(1, persons.toArray(String[]::new))
        .mapValue(String.class)
        .all();
  }

  /** Those of some identifiers that are no listed member of the team. */
  Flux<String> unknownMembers(String teamId, Collection<String> members) {
    return database
        .sql(
            """
            select p from unnest($2::text[]) p
            where not exists (
              select 1 from team_member m where m.team_id = $1 and m.member_id = p and not m.removed)
            """)
        .bind(0, teamId)
        .bind(1, members.toArray(String[]::new))
        .mapValue(String.class)
        .all();
  }

  private MatchView view(Readable row) {
    @Nullable String memberId = row.get("member_id", String.class);
    @Nullable String candidates = row.get("candidates", String.class);
    return new MatchView(
        text(row, "person_id"),
        text(row, "account_id"),
        text(row, "display_name"),
        row.get("email", String.class),
        Boolean.TRUE.equals(row.get("active", Boolean.class)),
        text(row, "account_type"),
        text(row, "outcome"),
        text(row, "evidence"),
        Boolean.TRUE.equals(row.get("manual", Boolean.class)),
        memberId == null
            ? null
            : new MemberRef(memberId, text(row, "member_email"), text(row, "member_name")),
        candidates == null
            ? List.of()
            : json.readValue(candidates, new TypeReference<List<MemberRef>>() {}));
  }

  private static long number(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, Long.class), column);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}

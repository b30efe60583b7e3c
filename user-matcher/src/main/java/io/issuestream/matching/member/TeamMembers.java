package io.issuestream.matching.member;

import io.issuestream.matching.team.Names;
import io.issuestream.messaging.outbox.Outbox;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The members of teams. */
@Repository
public class TeamMembers {

  private static final String COLUMNS =
      "member_id, revision, email, display_name, github_login, jira_account_id, removed";

  private final DatabaseClient database;
  private final Outbox outbox;

  TeamMembers(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** All members of a team, removed ones too. */
  public Flux<Member> all(String teamId) {
    return database
        .sql("select " + COLUMNS + " from team_member where team_id = $1 order by member_id")
        .bind(0, teamId)
        .map(TeamMembers::member)
        .all();
  }

  /**
   * The listed members in the order of their e-mail addresses.
   *
   * @param after the address after which to begin; null for the first
   */
  Flux<Member> listed(String teamId, @Nullable String after, int limit) {
    return database
        .sql(
            "select "
                + COLUMNS
                + """
                 from team_member
                where team_id = $1 and not removed and ($2::text is null or email_key > $2)
                order by email_key limit $3
                """)
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, after))
        .bind(2, limit)
        .map(TeamMembers::member)
        .all();
  }

  /**
   * Stores the members' next states and publishes them, within the caller's transaction and lock of
   * the team.
   */
  public Mono<Void> save(String teamId, List<Member> members) {
    if (members.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into team_member as m (team_id, member_id, revision, email, email_key, display_name, name_key,
              github_login, jira_account_id, removed)
            select $1, * from unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[],
              $8::text[], $9::text[], $10::boolean[])
            on conflict (team_id, member_id) do update set
              revision = excluded.revision, email = excluded.email, display_name = excluded.display_name,
              name_key = excluded.name_key, github_login = excluded.github_login,
              jira_account_id = excluded.jira_account_id, removed = excluded.removed
            """)
        .bind(0, teamId)
        .bind(1, column(members, Member::memberId))
        .bind(2, members.stream().map(Member::revision).toArray(Long[]::new))
        .bind(3, column(members, Member::email))
        .bind(4, column(members, member -> Names.emailKey(member.email())))
        .bind(5, column(members, Member::displayName))
        .bind(6, column(members, member -> Names.nameKey(member.displayName())))
        .bind(7, column(members, Member::githubLogin))
        .bind(8, column(members, Member::jiraAccountId))
        .bind(9, members.stream().map(Member::removed).toArray(Boolean[]::new))
        .then()
        .then(outbox.publish(members.stream().map(member -> member.event(teamId)).toList()));
  }

  private static @Nullable String[] column(
      List<Member> members, Function<Member, @Nullable String> value) {
    @Nullable String[] column = new String[members.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = value.apply(members.get(row));
    }
    return column;
  }

  private static Member member(Readable row) {
    return new Member(
        Objects.requireNonNull(row.get("member_id", String.class)),
        Objects.requireNonNull(row.get("revision", Long.class)),
        Objects.requireNonNull(row.get("email", String.class)),
        Objects.requireNonNull(row.get("display_name", String.class)),
        row.get("github_login", String.class),
        row.get("jira_account_id", String.class),
        Boolean.TRUE.equals(row.get("removed", Boolean.class)));
  }
}

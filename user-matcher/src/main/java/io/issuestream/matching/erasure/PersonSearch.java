package io.issuestream.matching.erasure;

import io.issuestream.erasure.Identifiers;
import io.issuestream.matching.team.Names;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Everything this service knows a person by: the account or address given, the accounts with the
 * same address, the member who has it, and whoever a standing match says is the same.
 */
@Repository
class PersonSearch {

  private final DatabaseClient database;

  PersonSearch(DatabaseClient database) {
    this.database = database;
  }

  /** Who was found; what was asked for is among the identifiers in any case. */
  record Found(List<String> personIds, List<String> memberIds, Identifiers identifiers) {}

  private record Row(
      @Nullable String personId, @Nullable String memberId, Identifiers identifiers) {}

  Mono<Found> find(String teamId, @Nullable String accountId, @Nullable String email) {
    return database
        .sql(
            """
            with recursive person(kind, id) as (
              select 'account', person_id from jira_account
              where team_id = $1 and (account_id = $2 or lower(email) = $3)
              union
              select 'member', member_id from team_member
              where team_id = $1 and (email_key = $3 or jira_account_id = $2)
              union
              select edge.to_kind, edge.to_id from person p join (
                select 'account' as kind, person_id as id, 'member' as to_kind, member_id as to_id
                from user_match where team_id = $1 and member_id is not null
                union all
                select 'member', member_id, 'account', person_id
                from user_match where team_id = $1 and member_id is not null
                union all
                select 'member', m.member_id, 'account', a.person_id
                from team_member m join jira_account a on a.team_id = $1 and lower(a.email) = m.email_key
                where m.team_id = $1
                union all
                select 'account', a.person_id, 'member', m.member_id
                from jira_account a join team_member m on m.team_id = $1 and lower(a.email) = m.email_key
                where a.team_id = $1) edge on edge.kind = p.kind and edge.id = p.id)
            select a.person_id, null as member_id, a.account_id, a.email, a.display_name, null as github_login
            from person p join jira_account a on a.team_id = $1 and a.person_id = p.id and p.kind = 'account'
            union all
            select null, m.member_id, m.jira_account_id, m.email, m.display_name, m.github_login
            from person p join team_member m on m.team_id = $1 and m.member_id = p.id and p.kind = 'member'
            """)
        .bind(0, teamId)
        .bind(1, accountId == null ? "" : accountId)
        .bind(2, email == null ? "" : Names.emailKey(email))
        .map(PersonSearch::row)
        .all()
        .collectList()
        .map(rows -> found(rows, Identifiers.of(accountId, email, null, null)));
  }

  private static Row row(Readable row) {
    return new Row(
        row.get("person_id", String.class),
        row.get("member_id", String.class),
        Identifiers.of(
            row.get("account_id", String.class),
            row.get("email", String.class),
            row.get("display_name", String.class),
            row.get("github_login", String.class)));
  }

  private static Found found(List<Row> rows, Identifiers asked) {
    var persons = new ArrayList<String>();
    var members = new ArrayList<String>();
    Identifiers all = asked;
    for (Row row : rows) {
      if (row.personId() != null) {
        persons.add(row.personId());
      }
      if (row.memberId() != null) {
        members.add(row.memberId());
      }
      all = all.and(row.identifiers());
    }
    return new Found(persons, members, all);
  }
}

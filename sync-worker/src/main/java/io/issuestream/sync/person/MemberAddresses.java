package io.issuestream.sync.person;

import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.erasure.Identifiers;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * E-mail addresses of team members, kept to look for accounts that hide theirs: Jira finds an
 * account by an address it does not show.
 */
@Repository
public class MemberAddresses {

  private final DatabaseClient database;

  MemberAddresses(DatabaseClient database) {
    this.database = database;
  }

  /** Keeps what members say now; another address is looked for anew. */
  public Mono<Void> store(List<TeamMemberEvent> members) {
    return database
        .sql(
            """
            insert into member_address as m (team_id, member_id, revision, address, removed)
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::boolean[])
              as t(team_id, member_id, revision, address, removed)
            order by team_id, member_id
            on conflict (team_id, member_id) do update
              set revision = excluded.revision, address = excluded.address, removed = excluded.removed,
                  searched_at = case when m.address = excluded.address then m.searched_at end
              where m.revision < excluded.revision
            """)
        .bind(0, members.stream().map(TeamMemberEvent::teamId).toArray(String[]::new))
        .bind(1, members.stream().map(TeamMemberEvent::aggregateId).toArray(String[]::new))
        .bind(2, members.stream().map(TeamMemberEvent::revision).toArray(Long[]::new))
        .bind(3, members.stream().map(event -> event.member().email()).toArray(String[]::new))
        .bind(4, members.stream().map(event -> event.member().removed()).toArray(Boolean[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Forgets members whose record was erased. */
  public Mono<Void> erase(String teamId, Collection<String> memberIds) {
    return database
        .sql("delete from member_address where team_id = $1 and member_id = any($2)")
        .bind(0, teamId)
        .bind(1, memberIds.toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Forgets addresses of a person who is erased; how many there were. */
  public Mono<Long> erase(String teamId, Identifiers person) {
    return database
        .sql("delete from member_address where team_id = $1 and lower(address) = any($2)")
        .bind(0, teamId)
        .bind(1, person.subjects())
        .fetch()
        .rowsUpdated();
  }

  /**
   * Addresses of listed members that belong to no known account and were not looked for in the last
   * day, those never looked for first.
   */
  public Flux<String> unknown(String teamId, int limit) {
    return database
        .sql(
            """
            select m.address from member_address m
            where m.team_id = $1 and not m.removed
              and (m.searched_at is null or m.searched_at < clock_timestamp() - interval '1 day')
              and not exists (
                select 1 from person p where p.team_id = m.team_id
                  and lower(coalesce(p.email_address, p.found_address)) = lower(m.address))
            order by m.searched_at nulls first, m.member_id limit $2
            """)
        .bind(0, teamId)
        .bind(1, limit)
        .mapValue(String.class)
        .all();
  }

  /** Notes that these were looked for just now. */
  public Mono<Void> searched(String teamId, Collection<String> addresses) {
    return database
        .sql(
            """
            update member_address set searched_at = clock_timestamp()
            where team_id = $1 and address = any($2)
            """)
        .bind(0, teamId)
        .bind(1, addresses.toArray(String[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }
}

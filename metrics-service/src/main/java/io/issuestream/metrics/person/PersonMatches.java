package io.issuestream.metrics.person;

import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.metrics.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The standing decisions about persons. */
@Repository
public class PersonMatches {

  private final DatabaseClient database;

  PersonMatches(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Takes newer decisions in.
   *
   * @param events one a person, in key order
   */
  Mono<Void> accept(List<UserMatchEvent> events) {
    return database
        .sql(
            """
            insert into person_match as p (team_id, person_id, revision, member_id)
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
            on conflict (team_id, person_id) do update
              set revision = excluded.revision, member_id = excluded.member_id
              where p.revision < excluded.revision
            """)
        .bind(0, events.stream().map(UserMatchEvent::teamId).toArray(String[]::new))
        .bind(1, events.stream().map(event -> event.match().personId()).toArray(String[]::new))
        .bind(2, events.stream().map(UserMatchEvent::revision).toArray(Long[]::new))
        .bind(3, memberIds(events))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /**
   * Forgets persons whose record was erased.
   *
   * @param keys of their records
   */
  Mono<Void> erase(List<String> keys) {
    return keys.isEmpty()
        ? Mono.empty()
        : database
            .sql("delete from person_match where team_id || '/' || person_id = any($1)")
            .bind(0, keys.toArray(String[]::new))
            .then();
  }

  /** The members behind those of the persons who are matched, by person. */
  public Mono<Map<String, String>> members(String teamId, Collection<String> personIds) {
    return database
        .sql(
            """
            select person_id, member_id from person_match
            where team_id = $1 and person_id = any($2) and member_id is not null
            """)
        .bind(0, teamId)
        .bind(1, personIds.toArray(String[]::new))
        .map(row -> Map.entry(Rows.text(row, "person_id"), Rows.text(row, "member_id")))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static @Nullable String[] memberIds(List<UserMatchEvent> events) {
    @Nullable String[] memberIds = new @Nullable String[events.size()];
    for (int row = 0; row < memberIds.length; row++) {
      memberIds[row] = events.get(row).match().memberId();
    }
    return memberIds;
  }
}

package io.issuestream.metrics.sprint;

import io.issuestream.contracts.sprint.SprintEvent;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.contracts.sprint.SprintUpserted;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.inbound.Received;
import io.issuestream.metrics.Rows;
import io.issuestream.metrics.recompute.Marks;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The sprints of all teams, as last published. */
@Repository
public class SprintStates {

  /**
   * A sprint's dates also tell which of an issue's sprints came later, so the other sprints of its
   * issues are marked with it.
   */
  private static final String UPSERT =
      """
      with accepted as (
        insert into sprint as s (team_id, sprint_id, revision, deleted, data)
        select t.team_id, t.sprint_id, t.revision, t.deleted, convert_to(t.data, 'UTF8')
        from unnest($1::text[], $2::bigint[], $3::bigint[], $4::boolean[], $5::text[])
          as t(team_id, sprint_id, revision, deleted, data)
        on conflict (team_id, sprint_id) do update
          set revision = excluded.revision, deleted = excluded.deleted, data = excluded.data
          where s.revision < excluded.revision
        returning s.team_id, s.sprint_id),
      marked as (
        insert into recompute_mark as m (team_id, kind, subject)
        select team_id, 'sprint', sprint_id::text from (
          select team_id, sprint_id from accepted
          union
          select f.team_id, o.sprint_id
          from accepted a
          join sprint_issue i on i.team_id = a.team_id and i.sprint_id = a.sprint_id
          join issue_fact f on f.team_id = i.team_id and f.issue_id = i.issue_id
          cross join lateral unnest(f.sprint_ids) as o(sprint_id)) s
        order by team_id, sprint_id::text
        on conflict (team_id, kind, subject) do update
          set generation = m.generation + 1, last_marked = clock_timestamp()
        returning 1)
      select pg_notify($6, '') from (select count(*) as n from marked) c where c.n > 0
      """;

  private final DatabaseClient database;

  SprintStates(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Takes newer revisions in and marks what they touch; older ones are passed over.
   *
   * @param events one a sprint, in key order
   */
  Mono<Void> accept(Collection<Received<SprintEvent>> events) {
    return database
        .sql(UPSERT)
        .bind(0, events.stream().map(received -> received.event().teamId()).toArray(String[]::new))
        .bind(1, events.stream().map(received -> sprint(received).id()).toArray(Long[]::new))
        .bind(2, events.stream().map(received -> received.event().revision()).toArray(Long[]::new))
        .bind(
            3, events.stream().map(received -> sprint(received).deleted()).toArray(Boolean[]::new))
        .bind(4, events.stream().map(received -> text(received.data())).toArray(String[]::new))
        .bind(5, Marks.CHANNEL)
        .fetch()
        .all()
        .then();
  }

  /** Those of the sprints that are known. */
  Mono<Map<SprintKey, SprintState>> find(Collection<SprintKey> keys) {
    return database
        .sql(
            """
            select s.team_id, convert_from(s.data, 'UTF8') as data from sprint s
            join unnest($1::text[], $2::bigint[]) as k(team_id, sprint_id)
              on k.team_id = s.team_id and k.sprint_id = s.sprint_id
            """)
        .bind(0, SprintKey.teamIds(keys))
        .bind(1, SprintKey.sprintIds(keys))
        .map(row -> {
          var event = EventJson.read(Rows.utf8(row, "data"), SprintUpserted.class);
          var key = new SprintKey(Rows.text(row, "team_id"), event.sprint().id());
          return Map.entry(key, event.sprint());
        })
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** How many sprints a team has, deleted ones left out. */
  public Mono<Long> count(String teamId) {
    return database
        .sql("select count(*) from sprint where team_id = $1 and not deleted")
        .bind(0, teamId)
        .mapValue(Long.class)
        .one();
  }

  /** The driver garbles arrays of byte strings, so JSON goes as text. */
  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static SprintState sprint(Received<SprintEvent> received) {
    return received.event().sprint();
  }
}

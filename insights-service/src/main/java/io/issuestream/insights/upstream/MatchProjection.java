package io.issuestream.insights.upstream;

import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.insights.work.WorkMarks;
import io.issuestream.messaging.inbound.Batch;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps what became of each Jira account. */
@Component
class MatchProjection {

  private final DatabaseClient database;

  MatchProjection(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> on(Batch<UserMatchEvent> batch) {
    List<UserMatchEvent> events = batch.latestEvents();
    return WorkMarks.traced(trace ->
            database
                .sql(
                    """
                    with written as (
                      insert into user_match as m (team_id, person_id, revision, outcome)
                      select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[])
                      on conflict (team_id, person_id) do update set revision = excluded.revision, outcome = excluded.outcome
                      where m.revision < excluded.revision
                      returning team_id)
                    """
                        + WorkMarks.markInsights("written", 5))
                .bind(0, events.stream().map(UserMatchEvent::teamId).toArray(String[]::new))
                .bind(
                    1,
                    events.stream().map(event -> event.match().personId()).toArray(String[]::new))
                .bind(2, events.stream().map(UserMatchEvent::revision).toArray(Long[]::new))
                .bind(
                    3,
                    events.stream()
                        .map(event -> event.match().outcome().toString())
                        .toArray(String[]::new))
                .bind(4, WorkMarks.CHANNEL)
                .bind(5, trace)
                .then())
        .then(Mono.defer(() -> erase(batch.erasedKeys())));
  }

  /** Forgets accounts whose record was erased. */
  private Mono<Void> erase(List<String> keys) {
    return keys.isEmpty()
        ? Mono.empty()
        : WorkMarks.traced(trace ->
            database
                .sql(
                    """
                    with gone as (
                      delete from user_match where team_id || '/' || person_id = any($1) returning team_id)
                    """
                        + WorkMarks.markInsights("gone", 2))
                .bind(0, keys.toArray(String[]::new))
                .bind(1, WorkMarks.CHANNEL)
                .bind(2, trace)
                .then());
  }
}

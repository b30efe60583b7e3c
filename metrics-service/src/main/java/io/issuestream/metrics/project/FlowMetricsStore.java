package io.issuestream.metrics.project;

import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import io.issuestream.messaging.EventJson;
import io.issuestream.metrics.Rows;
import io.issuestream.metrics.flow.FlowFigures;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The flow of all projects, as last published. */
@Repository
class FlowMetricsStore {

  private final DatabaseClient database;

  FlowMetricsStore(DatabaseClient database) {
    this.database = database;
  }

  /** A project's flow as it is kept. */
  record StoredFlow(long revision, byte[] data) {

    FlowMetrics metrics() {
      return EventJson.read(data, FlowMetricsUpdated.class).metrics();
    }
  }

  /** A team's project; empty if nothing is kept of it. */
  Mono<StoredFlow> get(String teamId, String projectKey) {
    return database
        .sql(
            "select revision, convert_from(data, 'UTF8') as data from flow_metrics where team_id = $1 and project_key = $2")
        .bind(0, teamId)
        .bind(1, projectKey)
        .map(FlowMetricsStore::stored)
        .one();
  }

  /** All projects of a team, by key. */
  Flux<StoredFlow> all(String teamId) {
    return database
        .sql(
            "select revision, convert_from(data, 'UTF8') as data from flow_metrics where team_id = $1 order by project_key")
        .bind(0, teamId)
        .map(FlowMetricsStore::stored)
        .all();
  }

  /** Writes a project's flow; false if another replica was faster. */
  Mono<Boolean> write(FlowMetricsUpdated event) {
    return database
        .sql(
            """
            insert into flow_metrics as m (team_id, project_key, revision, definition_version, data)
            values ($1, $2, $3, $4, $5)
            on conflict (team_id, project_key) do update set
              revision = excluded.revision, definition_version = excluded.definition_version,
              data = excluded.data
            where m.revision = excluded.revision - 1
            """)
        .bind(0, event.teamId())
        .bind(1, event.metrics().projectKey())
        .bind(2, event.revision())
        .bind(3, FlowFigures.DEFINITION_VERSION)
        .bind(4, EventJson.write(event))
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** Marks the projects whose figures follow other definitions. */
  Mono<Void> markOutdated() {
    return database
        .sql(
            """
            insert into recompute_mark (team_id, kind, subject)
            select team_id, 'flow', project_key from flow_metrics where definition_version <> $1
            on conflict do nothing
            """)
        .bind(0, FlowFigures.DEFINITION_VERSION)
        .fetch()
        .rowsUpdated()
        .then();
  }

  private static StoredFlow stored(Readable row) {
    return new StoredFlow(Rows.number(row, "revision"), Rows.utf8(row, "data"));
  }
}

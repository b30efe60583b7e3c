package io.issuestream.metrics.sprint;

import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.messaging.EventJson;
import io.issuestream.metrics.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Set;

/**
 * A sprint's figures as they are kept.
 *
 * @param sortedAt where it stands among the team's sprints
 * @param projectKeys the projects among whose sprints it is listed
 */
record StoredSprint(
    SprintKey key, long revision, Instant sortedAt, Set<String> projectKeys, byte[] data) {

  static StoredSprint of(Readable row) {
    return new StoredSprint(
        new SprintKey(Rows.text(row, "team_id"), Rows.number(row, "sprint_id")),
        Rows.number(row, "revision"),
        Rows.value(row, "sorted_at", Instant.class),
        Set.of(Rows.value(row, "project_keys", String[].class)),
        Rows.utf8(row, "data"));
  }

  SprintMetrics metrics() {
    return EventJson.read(data, SprintMetricsUpdated.class).metrics();
  }
}

package io.issuestream.sync.census;

import io.issuestream.contracts.sync.SyncCoverage;
import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last census of a project found.
 *
 * @param sweptAt when ids were last compared everywhere
 * @param inJira issues that Jira counts
 * @param stored issues held as visible after the census
 * @param hidden issues held that Jira does not show
 * @param repaired issues that were missing, or stored otherwise, and were read by id
 * @param newlyHidden issues that this census hid
 * @param deleted issues that this census found to be deleted
 * @param moved issues that turned out to have another key
 * @param vanished issues that are absent and wait for an admin's word; 0 where nothing waits
 * @param calls calls to Jira it took
 * @param confirmedBy who said that so many may vanish: of a census just taken for that one, of a
 *     kept one for the next
 */
public record CensusResult(
    String projectId,
    UUID runId,
    Instant takenAt,
    @Nullable Instant sweptAt,
    long inJira,
    long stored,
    long hidden,
    long repaired,
    long newlyHidden,
    long deleted,
    long moved,
    long vanished,
    long calls,
    @Nullable String confirmedBy) {

  static CensusResult of(Readable row) {
    return new CensusResult(
        Column.of(row, "project_id", String.class),
        Column.of(row, "run_id", UUID.class),
        Column.of(row, "taken_at", Instant.class),
        row.get("swept_at", Instant.class),
        Column.of(row, "in_jira", Long.class),
        Column.of(row, "stored", Long.class),
        Column.of(row, "hidden", Long.class),
        Column.of(row, "repaired", Long.class),
        Column.of(row, "newly_hidden", Long.class),
        Column.of(row, "deleted", Long.class),
        Column.of(row, "moved", Long.class),
        Column.of(row, "vanished", Long.class),
        Column.of(row, "calls", Long.class),
        row.get("confirmed_by", String.class));
  }

  /** As the project's progress tells it. */
  public SyncCoverage told() {
    return new SyncCoverage(takenAt, inJira, stored, hidden, vanished);
  }

  /** Share of Jira's issues that are held, in percent, at most 100. */
  public double coverage() {
    return inJira == 0 ? 100 : Math.min(100, 100.0 * stored / inJira);
  }
}

package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueMoved;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The issue store. */
@Repository
public class Issues {

  /** The search found it. */
  public static final int BY_SEARCH = 0;

  /** Asked for by its id, which the eventually consistent search cannot contradict. */
  public static final int BY_ID = 1;

  private final DatabaseClient database;
  private final Outbox outbox;

  Issues(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /**
   * Stores a page of issues and publishes those that changed; to be called in a transaction that
   * has made sure of the lease. Fails with {@link StoreRaced} if another run wrote one of them at
   * the same moment.
   *
   * @param epoch of the lease they were read under
   * @param rank {@link #BY_SEARCH} or {@link #BY_ID}
   */
  public Mono<StoreOutcome> store(String teamId, long epoch, int rank, List<ReadIssue> read) {
    if (read.isEmpty()) {
      return Mono.just(StoreOutcome.NOTHING);
    }
    var latest = new LinkedHashMap<Long, ReadIssue>();
    read.forEach(issue -> latest.put(issue.state().id(), issue));
    return lock(teamId, latest.keySet().toArray(Long[]::new))
        .flatMap(stored -> write(teamId, epoch, rank, List.copyOf(latest.values()), stored));
  }

  private Mono<Map<Long, StoredIssue>> lock(String teamId, Long[] ids) {
    return database
        .sql(
            """
            select jira_id, issue_key, former_keys, revision, content_hash, updated_at, read_epoch, read_rank
            from issue where team_id = $1 and jira_id = any($2) order by jira_id for update
            """)
        .bind(0, teamId)
        .bind(1, ids)
        .map(Issues::stored)
        .all()
        .collectMap(StoredIssue::jiraId);
  }

  private static StoredIssue stored(Readable row) {
    return new StoredIssue(
        Column.of(row, "jira_id", Long.class),
        Column.of(row, "issue_key", String.class),
        List.of(Column.of(row, "former_keys", String[].class)),
        Column.of(row, "revision", Long.class),
        Column.of(row, "content_hash", UUID.class),
        Column.of(row, "updated_at", Instant.class),
        Column.of(row, "read_epoch", Long.class),
        Column.of(row, "read_rank", Short.class));
  }

  private Mono<StoreOutcome> write(
      String teamId, long epoch, int rank, List<ReadIssue> read, Map<Long, StoredIssue> stored) {
    var changed = new ArrayList<Acceptance.Changed>();
    var disputed = new ArrayList<Long>();
    for (ReadIssue issue : read) {
      long id = issue.state().id();
      switch (Acceptance.of(teamId, stored.get(id), issue, epoch, rank)) {
        case Acceptance.Changed change -> changed.add(change);
        case Acceptance.Disputed _ -> disputed.add(id);
        case Acceptance.Unchanged _, Acceptance.Stale _ -> {}
      }
    }
    int created = (int) changed.stream().filter(Acceptance.Changed::created).count();
    int moved = (int) changed.stream().filter(one -> one.event() instanceof IssueMoved).count();
    var outcome =
        new StoreOutcome(
            created,
            changed.size() - created,
            moved,
            read.size() - changed.size() - disputed.size(),
            disputed);
    if (changed.isEmpty()) {
      return Mono.just(outcome);
    }
    return upsert(teamId, epoch, rank, changed)
        .then(outbox.publish(changed.stream().map(Acceptance.Changed::event).toList()))
        .thenReturn(outcome);
  }

  private Mono<Void> upsert(String teamId, long epoch, int rank, List<Acceptance.Changed> changed) {
    return new IssueColumns(changed)
        .bindTo(database.sql(IssueColumns.UPSERT), teamId, epoch, rank)
        .mapValue(Long.class)
        .one()
        .flatMap(written ->
            written == changed.size()
                ? Mono.empty()
                : Mono.error(() -> new StoreRaced(changed.size(), written)));
  }
}

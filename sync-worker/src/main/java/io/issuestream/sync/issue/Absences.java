package io.issuestream.sync.issue;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.issue.IssueDeleted;
import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.sync.sql.Column;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Issues that Jira does not show any more: hidden, or deleted. Their data are kept, and what is
 * published of them is their last state with a mark; their revisions go on, so that one that
 * returns continues them. To be called in transactions that have made sure of the lease.
 */
@Repository
public class Absences {

  /** In so many censuses running an issue has to be absent before it counts as deleted. */
  static final int PROOF = 2;

  private final DatabaseClient database;
  private final Outbox outbox;

  Absences(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /**
   * What became of issues that were absent.
   *
   * @param hidden are hidden now and were not before
   * @param deleted are deleted now
   */
  public record Outcome(int hidden, int deleted) {

    /** Both together. */
    public Outcome plus(Outcome other) {
      return new Outcome(hidden + other.hidden, deleted + other.deleted);
    }
  }

  private record Known(
      long jiraId, long revision, boolean hidden, int absent, IssueState lastState) {}

  /**
   * Notes that a census did not find issues and that Jira does not answer for their ids either. The
   * first time they are hidden, the second time deleted.
   */
  public Mono<Outcome> absent(String teamId, long epoch, Collection<Long> ids) {
    return known(teamId, ids)
        .flatMap(known -> {
          List<Known> delete = known.stream().filter(one -> one.absent() + 1 >= PROOF).toList();
          List<Known> once = known.stream().filter(one -> one.absent() + 1 < PROOF).toList();
          List<Known> hide = once.stream().filter(one -> !one.hidden()).toList();
          return count(teamId, once.stream().filter(Known::hidden).map(Known::jiraId).toList())
              .then(mark(teamId, epoch, hide, false, true))
              .then(mark(teamId, epoch, delete, true, true))
              .thenReturn(new Outcome(hide.size(), delete.size()));
        });
  }

  /** Hides issues because their whole project is not shown; says nothing about each of them. */
  public Mono<Integer> hide(String teamId, long epoch, Collection<Long> ids) {
    return known(teamId, ids)
        .map(known -> known.stream().filter(one -> !one.hidden()).toList())
        .flatMap(hide -> mark(teamId, epoch, hide, false, false).thenReturn(hide.size()));
  }

  /** The next visible issues of a project. */
  public Mono<List<Long>> visible(String teamId, String projectId, int most) {
    return database
        .sql(
            """
            select jira_id from issue
            where team_id = $1 and project_id = $2 and not deleted and visibility = 'visible'
            order by jira_id limit $3
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .bind(2, most)
        .mapValue(Long.class)
        .all()
        .collectList();
  }

  private Mono<List<Known>> known(String teamId, Collection<Long> ids) {
    return database
        .sql(
            """
            select i.jira_id, i.revision, i.visibility = 'hidden' as hidden, i.absent_censuses, o.data
            from issue i
            join outbox_state o on o.topic = $3 and o.message_key = $1 || '/' || i.jira_id and o.data is not null
            where i.team_id = $1 and i.jira_id = any($2) and not i.deleted
            order by i.jira_id for update of i
            """)
        .bind(0, teamId)
        .bind(1, ids.toArray(Long[]::new))
        .bind(2, Topic.JIRA_ISSUES.topicName())
        .map(row ->
            new Known(
                Column.of(row, "jira_id", Long.class),
                Column.of(row, "revision", Long.class),
                Column.of(row, "hidden", Boolean.class),
                Column.of(row, "absent_censuses", Short.class),
                EventJson.read(Column.of(row, "data", byte[].class), IssueUpserted.class).issue()))
        .all()
        .collectList();
  }

  /** One census more, of issues whose published state is what it should be. */
  private Mono<Void> count(String teamId, List<Long> ids) {
    return ids.isEmpty()
        ? Mono.empty()
        : database
            .sql(
                """
                update issue set absent_censuses = absent_censuses + 1
                where team_id = $1 and jira_id = any($2)
                """)
            .bind(0, teamId)
            .bind(1, ids.toArray(Long[]::new))
            .fetch()
            .rowsUpdated()
            .then();
  }

  private Mono<Void> mark(
      String teamId, long epoch, List<Known> issues, boolean deleted, boolean proven) {
    if (issues.isEmpty()) {
      return Mono.empty();
    }
    List<IssueEvent> events = issues.stream().map(one -> event(teamId, one, deleted)).toList();
    return database
        .sql(
            """
            update issue i
            set revision = m.revision, content_hash = m.hash::uuid, read_epoch = $5,
                read_rank = case when $7 then $8 else i.read_rank end, visibility = 'hidden',
                deleted = $6, absent_censuses = i.absent_censuses + case when $7 then 1 else 0 end
            from unnest($2::bigint[], $3::bigint[], $4::text[]) as m(jira_id, revision, hash)
            where i.team_id = $1 and i.jira_id = m.jira_id
            """)
        .bind(0, teamId)
        .bind(1, issues.stream().map(Known::jiraId).toArray(Long[]::new))
        .bind(2, events.stream().map(IssueEvent::revision).toArray(Long[]::new))
        .bind(
            3,
            events.stream()
                .map(event -> ContentHash.of(event.issue()).toString())
                .toArray(String[]::new))
        .bind(4, epoch)
        .bind(5, deleted)
        .bind(6, proven)
        .bind(7, (short) Issues.BY_ID)
        .fetch()
        .rowsUpdated()
        .then(outbox.publish(events));
  }

  private static IssueEvent event(String teamId, Known known, boolean deleted) {
    IssueState hidden = known.lastState().asHidden();
    long revision = known.revision() + 1;
    return deleted
        ? new IssueDeleted(teamId, revision, hidden.asDeleted())
        : new IssueUpserted(teamId, revision, hidden);
  }
}

package io.issuestream.sync.erasure;

import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.Findings;
import io.issuestream.erasure.Mentions;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueScrub.Scrubbed;
import io.issuestream.sync.issue.RawIssue;
import io.issuestream.sync.issue.RawScrub;
import io.issuestream.sync.sql.Column;
import io.issuestream.sync.sql.PackedBytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Goes through all raw issues of a team, some at a time and each some in a transaction of its own,
 * and takes erased people out of them.
 */
@Repository
class RawSweep {

  private static final int AT_A_TIME = 200;

  private final DatabaseClient database;
  private final ErasedPeople people;
  private final TransactionalOperator transaction;
  private final Scheduler syncWork;

  RawSweep(
      DatabaseClient database,
      ErasedPeople people,
      TransactionalOperator transaction,
      Scheduler syncWork) {
    this.database = database;
    this.people = people;
    this.transaction = transaction;
    this.syncWork = syncWork;
  }

  private record Raw(long jiraId, String key, IssueDocument document) {}

  private record Step(long last, int rows, Set<String> learned) {}

  private record Clean(List<Raw> changed, Set<String> learned) {}

  /**
   * Does it, and notes the issues whose texts name the person.
   *
   * @return accounts of erased people that were recognised by something else
   */
  Mono<Set<String>> sweep(String teamId, Mentions mentions, Findings findings) {
    return step(teamId, Long.MIN_VALUE, mentions, findings)
        .expand(step ->
            step.rows() < AT_A_TIME ? Mono.empty() : step(teamId, step.last(), mentions, findings))
        .collect(LinkedHashSet::new, (all, step) -> all.addAll(step.learned()));
  }

  private Mono<Step> step(String teamId, long after, Mentions mentions, Findings findings) {
    return Mono.defer(() ->
            people
                .held(teamId)
                .zipWhen(erased -> read(teamId, after))
                .flatMap(both ->
                    Mono.fromCallable(() ->
                            clean(both.getT2(), new RawScrub(both.getT1()), mentions, findings))
                        .subscribeOn(syncWork)
                        .flatMap(clean ->
                            write(teamId, clean.changed())
                                .thenReturn(step(after, both.getT2(), clean)))))
        .as(transaction::transactional);
  }

  private static Step step(long after, List<Raw> read, Clean clean) {
    long last = read.isEmpty() ? after : read.getLast().jiraId();
    return new Step(last, read.size(), clean.learned());
  }

  private Mono<List<Raw>> read(String teamId, long after) {
    return database
        .sql(
            """
            select r.jira_id, i.issue_key, r.raw, r.raw_size
            from issue_raw r join issue i on i.team_id = r.team_id and i.jira_id = r.jira_id
            where r.team_id = $1 and r.jira_id > $2 order by r.jira_id limit $3 for update of r
            """)
        .bind(0, teamId)
        .bind(1, after)
        .bind(2, AT_A_TIME)
        .map(row ->
            new Raw(
                Column.of(row, "jira_id", Long.class),
                Column.of(row, "issue_key", String.class),
                new IssueDocument(
                    RawIssue.decompress(
                        Column.of(row, "raw", byte[].class),
                        Column.of(row, "raw_size", Integer.class)))))
        .all()
        .collectList();
  }

  private static Clean clean(List<Raw> read, RawScrub scrub, Mentions mentions, Findings findings) {
    var changed = new ArrayList<Raw>();
    var learned = new LinkedHashSet<String>();
    for (Raw raw : read) {
      Scrubbed scrubbed = scrub.of(raw.document(), mentions::in);
      learned.addAll(scrubbed.accounts());
      if (!scrubbed.document().equals(raw.document())) {
        changed.add(new Raw(raw.jiraId(), raw.key(), scrubbed.document()));
      }
      if (!scrubbed.fields().isEmpty()) {
        findings.place("issue", raw.key(), scrubbed.fields());
      }
    }
    findings.count("issue_raw", changed.size());
    return new Clean(changed, learned);
  }

  private Mono<Void> write(String teamId, List<Raw> changed) {
    if (changed.isEmpty()) {
      return Mono.empty();
    }
    var packed =
        PackedBytes.of(
            changed.stream().map(raw -> RawIssue.compress(raw.document().json())).toList());
    return database
        .sql(
            """
            with packed as materialized (select decode($3, 'base64') as bytes)
            update issue_raw r
            set raw = substring(packed.bytes from c.raw_offset for c.raw_length), raw_size = c.raw_size
            from packed, unnest($2::bigint[], $4::int[], $5::int[], $6::int[])
              as c(jira_id, raw_offset, raw_length, raw_size)
            where r.team_id = $1 and r.jira_id = c.jira_id
            """)
        .bind(0, teamId)
        .bind(1, changed.stream().map(Raw::jiraId).toArray(Long[]::new))
        .bind(2, packed.base64())
        .bind(3, packed.offsets())
        .bind(4, packed.lengths())
        .bind(5, changed.stream().map(raw -> raw.document().size()).toArray(Integer[]::new))
        .then();
  }
}

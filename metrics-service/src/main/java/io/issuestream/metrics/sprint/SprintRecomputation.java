package io.issuestream.metrics.sprint;

import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.metrics.recompute.Claim;
import io.issuestream.metrics.recompute.Kind;
import io.issuestream.metrics.recompute.Marks;
import io.issuestream.metrics.recompute.Recomputation;
import io.issuestream.metrics.sprint.Ledgers.Worked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Works sprints out again and publishes those whose figures changed. */
@Component
class SprintRecomputation implements Recomputation {

  private final Ledgers ledgers;
  private final SprintMetricsStore store;
  private final Outbox outbox;
  private final Marks marks;
  private final TransactionalOperator transaction;

  SprintRecomputation(
      Ledgers ledgers,
      SprintMetricsStore store,
      Outbox outbox,
      Marks marks,
      TransactionalOperator transaction) {
    this.ledgers = ledgers;
    this.store = store;
    this.outbox = outbox;
    this.marks = marks;
    this.transaction = transaction;
  }

  @Override
  public Kind kind() {
    return Kind.SPRINT;
  }

  @Override
  public Mono<Void> recompute(List<Claim> claims) {
    List<SprintKey> keys = claims.stream().map(SprintRecomputation::key).toList();
    // What is kept is read first: should another replica write newer figures while this one works
    // from older data, the revision read here no longer stands and nothing is written.
    return store
        .find(keys)
        .flatMap(stored -> ledgers.of(keys).map(worked -> changed(worked, stored)))
        .flatMap(rows -> write(rows, claims).as(transaction::transactional));
  }

  @Override
  public Mono<Void> markOutdated() {
    return store.markOutdated();
  }

  private Mono<Void> write(List<SprintMetricsRow> rows, List<Claim> claims) {
    return store
        .write(rows)
        .flatMap(written ->
            outbox
                .publish(
                    rows.stream()
                        .filter(row -> written.contains(row.key()))
                        .map(SprintMetricsRow::event)
                        .toList(),
                    changes(claims))
                .then(marks.settle(Kind.SPRINT, upToDate(claims, rows, written))));
  }

  /** When in Jira what a sprint's figures tell of changed last. */
  private static Function<SprintMetricsUpdated, @Nullable Instant> changes(List<Claim> claims) {
    var changes = new HashMap<SprintKey, Instant>();
    for (Claim claim : claims) {
      if (claim.changedAt() != null) {
        changes.put(key(claim), claim.changedAt());
      }
    }
    return event -> changes.get(new SprintKey(event.teamId(), event.metrics().sprintId()));
  }

  /** All but those whose figures another replica wrote meanwhile: they are looked at once more. */
  private static List<Claim> upToDate(
      List<Claim> claims, List<SprintMetricsRow> rows, Set<SprintKey> written) {
    List<SprintKey> refused =
        rows.stream().map(SprintMetricsRow::key).filter(key -> !written.contains(key)).toList();
    return claims.stream().filter(claim -> !refused.contains(key(claim))).toList();
  }

  private static List<SprintMetricsRow> changed(
      List<Worked> worked, Map<SprintKey, StoredSprint> stored) {
    var rows = new ArrayList<SprintMetricsRow>();
    for (Worked ledger : worked) {
      SprintMetricsRow row = SprintMetricsRow.of(ledger, stored.get(ledger.key()));
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static SprintKey key(Claim claim) {
    return new SprintKey(claim.teamId(), Long.parseLong(claim.subject()));
  }
}

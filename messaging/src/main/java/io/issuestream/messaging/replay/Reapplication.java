package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.ReadAgain;
import io.issuestream.messaging.inbound.Received;
import io.issuestream.messaging.replay.TableRule.Kind;
import io.issuestream.messaging.replay.TableRule.Parent;
import io.issuestream.messaging.replay.Tables.Table;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Has equal revisions applied once more: within the transaction that handles a batch, rows that
 * stand at its revisions are first set back by one, and the facts taken from them are taken away.
 * So handlers need not know of replays; nobody else ever sees a row that was set back, nor is one
 * left behind by a kill; and what is newer than the batch stays.
 */
final class Reapplication implements ReadAgain.Around {

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final Tables tables;
  private final LongAdder again = new LongAdder();

  Reapplication(DatabaseClient database, TransactionalOperator transaction, Tables tables) {
    this.database = database;
    this.transaction = transaction;
    this.tables = tables;
  }

  /** How many rows were applied again. */
  long count() {
    return again.sum();
  }

  @Override
  public Mono<Void> handle(Topic topic, Batch<?> batch, Mono<Void> handled) {
    Table table = states(tables, topic);
    return setBack(table, List.copyOf(batch.latest()))
        .flatMap(rows -> handled.thenReturn(rows))
        .as(transaction::transactional)
        .doOnNext(again::add)
        .then();
  }

  static Table states(Tables tables, Topic topic) {
    return tables.of(Kind.STATES).stream()
        .filter(table -> table.rule().topic() == topic)
        .findFirst()
        .orElseThrow(() -> new ReplayStopped("No table holds " + topic.topicName()));
  }

  private Mono<Long> setBack(Table table, List<? extends Received<?>> latest) {
    return database
        .sql(statement(table))
        .bind(0, latest.stream().map(one -> one.event().teamId()).toArray(String[]::new))
        .bind(1, latest.stream().map(one -> one.event().aggregateId()).toArray(String[]::new))
        .bind(2, latest.stream().map(one -> one.event().revision()).toArray(Long[]::new))
        .mapValue(Long.class)
        .one();
  }

  /** Rows are locked in key order, as handlers lock them. */
  private String statement(Table table) {
    var facts = new StringBuilder();
    for (Table one : tables.of(Kind.FACTS)) {
      Parent parent = one.rule().parent();
      if (parent != null && parent.table().equals(table.rule().table())) {
        facts.append(
            """
            , %1$s_gone as (
              delete from %1$s f using back b where f.team_id = b.team_id and f.%2$s = b.id)
            """
                .formatted(one.rule().table(), parent.column()));
      }
    }
    return """
    with mine as (
      select t.team_id, t.%2$s as id from %1$s t
      join unnest($1::text[], $2::text[], $3::bigint[]) as i(team_id, id, revision)
        on t.team_id = i.team_id and t.%2$s = i.id::%3$s and t.revision = i.revision
      order by t.team_id, t.%2$s
      for update of t),
    back as (
      update %1$s t set revision = t.revision - 1 from mine m
      where t.team_id = m.team_id and t.%2$s = m.id
      returning t.team_id, t.%2$s as id)%4$s
    select count(*) from back
    """
        .formatted(
            table.rule().table(), table.aggregate(), table.columns().get(table.aggregate()), facts);
  }
}

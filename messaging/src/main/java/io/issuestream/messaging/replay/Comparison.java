package io.issuestream.messaging.replay;

import io.issuestream.messaging.replay.TableRule.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares live and rebuilt rows, look by look, while live traffic goes on.
 *
 * <p>A row that is the same on both sides in one look is right. A difference may only mean that one
 * side is ahead, so it counts once it was seen in two looks, with the same values on both sides,
 * between which the rebuilt side has read everything that the live one can have known at the first
 * of them; and if neither look met figures that were about to be worked out again.
 */
final class Comparison {

  private final DatabaseClient database;
  private final TransactionalOperator snapshot;
  private final CompareSql sql;
  private final Tables tables;
  private final String team;
  private final boolean published;
  private int round;

  /**
   * A comparison that has not looked yet.
   *
   * @param published whether records on topics were read back to be compared, too
   */
  Comparison(
      DatabaseClient database,
      ReactiveTransactionManager transactions,
      CompareSql sql,
      Tables tables,
      String team,
      boolean published) {
    this.database = database;
    var definition = new DefaultTransactionDefinition();
    definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.snapshot = TransactionalOperator.create(transactions, definition);
    this.sql = sql;
    this.tables = tables;
    this.team = team;
    this.published = published;
  }

  /**
   * How many differences there are.
   *
   * @param certain those that count
   * @param open those that a further look has to settle
   */
  record Found(long certain, long open) {}

  /** Looks once, all tables at the same moment. */
  Mono<Found> look() {
    round++;
    Mono<Void> begin =
        round == 1
            ? database.sql("delete from " + differences()).fetch().rowsUpdated().then()
            : Mono.empty();
    return begin
        .thenMany(Flux.fromIterable(statements()))
        .concatMap(
            statement -> database.sql(statement).bind(0, round).bind(1, team).fetch().rowsUpdated())
        .then(Mono.defer(this::settle))
        .as(snapshot::transactional)
        .then(Mono.defer(this::found));
  }

  private List<String> statements() {
    var statements = new ArrayList<String>();
    tables
        .of(Kind.STATES, Kind.FACTS, Kind.GROWING, Kind.FIGURES)
        .forEach(table -> statements.add(sql.of(table)));
    if (published) {
      statements.add(sql.ofPublished(Objects.requireNonNull(tables.byName().get("outbox_state"))));
    }
    return statements;
  }

  private String differences() {
    return CompareSql.quoted(sql.shadow()) + "." + Tables.DIFFERENCES;
  }

  private Mono<Void> settle() {
    return run("""
    update %1$s d set certain = true from %1$s b
    where d.round = $1 and b.round = $1 - 1
      and d.table_name = b.table_name and d.team_id = b.team_id and d.key = b.key
      and d.live is not distinct from b.live and d.rebuilt is not distinct from b.rebuilt
      and d.settled and b.settled
    """)
        .then(
            // What was the same on both sides at the look before is right.
            run(
                """
                delete from %1$s d
                where d.round = $1 and $1 > 1 and not exists (
                  select 1 from %1$s b
                  where b.round = $1 - 1 and b.table_name = d.table_name and b.team_id = d.team_id
                    and b.key = d.key)
                """))
        .then(run("delete from %1$s d where d.round < $1"));
  }

  private Mono<Void> run(String statement) {
    return database
        .sql(statement.formatted(differences()))
        .bind(0, round)
        .fetch()
        .rowsUpdated()
        .then();
  }

  private Mono<Found> found() {
    return database
        .sql(
            "select count(*) filter (where certain) as certain, count(*) filter (where not certain)"
                + " as open from "
                + differences())
        .map(row ->
            new Found(
                Objects.requireNonNull(row.get("certain", Long.class)),
                Objects.requireNonNull(row.get("open", Long.class))))
        .one();
  }
}

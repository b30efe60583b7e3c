package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.TableRule.Kind;
import io.issuestream.messaging.replay.Tables.Table;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Puts the rebuilt states and facts in the place of the live ones, in one transaction, and has what
 * follows from them worked out and published by the live service.
 *
 * <p>Writers of these tables wait while it runs, readers do not. What live has taken in before is
 * on the topics before their present end; the shadow reads to there while the tables are locked, so
 * nothing it puts in is older than what was there. What comes after waits for the lock and then
 * meets a revision below its own.
 */
final class Swap {

  /** Below PostgreSQL's deadlock_timeout (1 s), so that it is never a live writer who gives way. */
  private static final String LOCK_LIMIT = "500ms";

  private static final Retry UNTIL_LOCKED =
      Retry.backoff(60, Duration.ofMillis(100))
          .maxBackoff(Duration.ofSeconds(1))
          .filter(Swap::isForWaiting);

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final Projection projection;
  private final Tables tables;
  private final CompareSql sql;

  Swap(
      DatabaseClient database,
      TransactionalOperator transaction,
      Projection projection,
      Tables tables,
      CompareSql sql) {
    this.database = database;
    this.transaction = transaction;
    this.projection = projection;
    this.tables = tables;
    this.sql = sql;
  }

  /** A published aggregate of which anything differs: its figures, or what was published of it. */
  private record Published(String topic, String key) {}

  /**
   * Swaps.
   *
   * @param catchUp reads the topics into the shadow, to their present ends
   * @return how many rows were put in, replaced or taken away
   */
  Mono<Long> run(Runnable catchUp) {
    List<Table> replaced = tables.of(Kind.STATES, Kind.FACTS, Kind.GROWING);
    return teams()
        .collectList()
        .flatMap(teams ->
            live()
                .then(lock(replaced))
                .then(Mono.<Void>fromRunnable(catchUp).subscribeOn(Schedulers.boundedElastic()))
                .thenMany(Flux.fromIterable(replaced))
                .concatMap(table -> replace(table, teams.toArray(String[]::new)))
                .reduce(0L, Long::sum)
                .flatMap(rows ->
                    figures(teams)
                        .then(new ReplayAudit(database).add(teams, "replay --swap", ""))
                        .thenReturn(rows)))
        .as(transaction::transactional)
        .retryWhen(UNTIL_LOCKED);
  }

  /** The lock was not to be had in time, or somebody had to give way. */
  private static boolean isForWaiting(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof R2dbcException refused
          && List.of("55P03", "40P01").contains(String.valueOf(refused.getSqlState()))) {
        return true;
      }
    }
    return false;
  }

  /** Has names without a schema mean the live tables, until the transaction ends. */
  private Mono<Void> live() {
    return execute("set local search_path to " + CompareSql.quoted(sql.live()));
  }

  private Mono<Void> lock(List<Table> replaced) {
    String names =
        replaced.stream()
            .map(table -> table.rule().table())
            .sorted()
            .collect(Collectors.joining(", "));
    return execute("set local lock_timeout = '" + LOCK_LIMIT + "'")
        .then(execute("lock table " + names + " in share row exclusive mode"))
        .then(execute("set local lock_timeout = 0"));
  }

  private Mono<Void> execute(String statement) {
    return database.sql(statement).then();
  }

  /**
   * Replaces the rows of the teams of which anything differs; what follows from a row that is put
   * in is worked out for them all.
   */
  private Mono<Long> replace(Table table, String[] teams) {
    String rebuilt = CompareSql.quoted(sql.shadow()) + "." + table.rule().table();
    String name = table.rule().table();
    Mono<Long> removed =
        table.rule().kind() == Kind.GROWING
            ? Mono.just(0L)
            : rows(
                teams,
                """
                delete from %s l where l.team_id = any($1)
                  and not exists (select 1 from %s r where %s)
                """
                    .formatted(name, rebuilt, join(table.key(), "r.%1$s = l.%1$s", " and ")));
    List<String> others =
        table.columns().keySet().stream()
            .filter(column -> !table.key().contains(column))
            // What is not compared is not of the projection: the live row keeps it.
            .filter(column -> !table.rule().leftOut().containsKey(column))
            .toList();
    String all = String.join(", ", table.columns().keySet());
    Mono<Long> put =
        rows(
            teams,
            """
            insert into %1$s as l (%2$s) select %2$s from %3$s r where r.team_id = any($1)
            on conflict (%4$s) do %5$s
            """
                .formatted(name, all, rebuilt, String.join(", ", table.key()), update(others)));
    return removed.zipWith(put, Long::sum);
  }

  private static String update(List<String> columns) {
    return columns.isEmpty()
        ? "nothing"
        : "update set %s where row(%s) is distinct from row(%s)"
            .formatted(
                join(columns, "%1$s = excluded.%1$s", ", "),
                join(columns, "l.%1$s", ", "),
                join(columns, "excluded.%1$s", ", "));
  }

  private static String join(List<String> columns, String each, String between) {
    return columns.stream().map(each::formatted).collect(Collectors.joining(between));
  }

  private Mono<Long> rows(String[] teams, String statement) {
    return database.sql(statement).bind(0, teams).fetch().rowsUpdated();
  }

  /** All figures of teams of which anything differs are worked out again; few of them change. */
  private Mono<Void> figures(List<String> teams) {
    return Flux.fromIterable(teams)
        .concatMap(one -> projection.removeBaseless(one))
        .thenMany(publishedOtherwise().collectList())
        .concatMap(this::publishAgain)
        .thenMany(Flux.fromIterable(teams))
        .concatMap(one -> projection.markAll(one))
        .then();
  }

  private Flux<String> teams() {
    return database
        .sql("select distinct team_id from %s where certain".formatted(differences()))
        .mapValue(String.class)
        .all();
  }

  private Flux<Published> publishedOtherwise() {
    var figures = new StringBuilder();
    for (Table table : tables.of(Kind.FIGURES)) {
      Topic topic = table.rule().topic();
      if (topic != null) {
        figures.append(
            """
            union select '%s', team_id || '/' || (key ->> '%s') from %s
            where certain and table_name = '%s' and rebuilt is not null
            """
                .formatted(
                    topic.topicName(), table.aggregate(), differences(), table.rule().table()));
      }
    }
    return database
        .sql(
            """
            select key ->> 'topic' as topic, key ->> 'message_key' as message_key from %s
            where certain and jsonb_exists(key, 'message_key') and rebuilt is not null
            """
                    .formatted(differences())
                + figures)
        .map(row ->
            new Published(
                Objects.requireNonNull(row.get("topic", String.class)),
                Objects.requireNonNull(row.get("message_key", String.class))))
        .all();
  }

  private Mono<Void> publishAgain(List<Published> published) {
    return Flux.fromArray(Topic.values())
        .concatMap(topic -> {
          List<Aggregate> figures =
              published.stream()
                  .filter(one -> one.topic().equals(topic.topicName()))
                  .map(one -> Aggregate.of(one.key()))
                  .toList();
          return figures.isEmpty() ? Mono.empty() : projection.publishAgain(topic, figures);
        })
        .then();
  }

  private String differences() {
    return CompareSql.quoted(sql.shadow()) + "." + Tables.DIFFERENCES;
  }
}

package io.issuestream.insights.work;

import io.issuestream.messaging.trace.Traces;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The marks. Statements of other packages insert them too, in the transaction of the change that
 * calls for them.
 */
@Repository
public class WorkMarks {

  /** The channel that wakes the loop; whoever inserts marks notifies it. */
  public static final String CHANNEL = "insights_work";

  private static final int MOST = 500;

  private final DatabaseClient database;

  WorkMarks(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Inserts marks that bear the trace at hand.
   *
   * @param insertion with what their {@code traceparent} is to be
   */
  public static <T> Mono<T> traced(Function<Parameter, Mono<T>> insertion) {
    return Mono.deferContextual(
        context -> insertion.apply(Parameters.in(R2dbcType.VARCHAR, Traces.traceparent(context))));
  }

  /**
   * The end of a statement that marks the insights of the teams in one of its queries.
   *
   * @param query the name of a {@code with} query before it that has a {@code team_id}
   * @param channel the number of the parameter for {@link #CHANNEL}; the next is for what {@link
   *     #traced} gives
   */
  public static String markInsights(String query, int channel) {
    return """
    , marks as (
      insert into work_mark (team_id, kind, subject, traceparent)
      select distinct team_id, 'insights', '', $%d from %s
      returning 1)
    select pg_notify($%d, '') from (select count(*) as n from marks) c where c.n > 0
    """
        .formatted(channel + 1, query, channel);
  }

  /** Marks a team's insights. */
  public Mono<Void> insightsOf(String teamId) {
    return traced(trace ->
        database
            .sql(
                """
                with marked as (
                  insert into work_mark (team_id, kind, subject, traceparent) values ($1, 'insights', '', $3) returning 1)
                select pg_notify($2, '') from marked
                """)
            .bind(0, teamId)
            .bind(1, CHANNEL)
            .bind(2, trace)
            .then());
  }

  /** Marks the insights of every team, because a day went by. */
  Mono<Void> insightsOfAll() {
    return database
        .sql(
            """
            insert into work_mark (team_id, kind, subject)
            select team_id, 'insights', '' from known_project group by team_id
            union
            select team_id, 'insights', '' from pr_linkage group by team_id
            """)
        .then();
  }

  /** What is marked, each item once. */
  Flux<WorkItem> waiting() {
    return database
        .sql(
            """
            select team_id, kind, subject from work_mark group by team_id, kind, subject
            order by array_position(array['project', 'linkage', 'insights'], kind), team_id, subject limit $1
            """)
        .bind(0, MOST)
        .map(WorkMarks::item)
        .all();
  }

  /**
   * Takes an item's marks off and keeps others from working on it until the transaction ends.
   *
   * <p>The marks go before anything is read, so a change that comes too late to be read leaves its
   * mark standing. The lock is not on the rows: a change that marks the item again must not wait
   * for the computation.
   *
   * <p>A replay works beside the service in a schema of its own, and neither is to wait for the
   * other.
   *
   * @return the traces that marked it, "" for those nobody looks at; nothing if another replica has
   *     it, or it is not marked any more
   */
  Mono<List<String>> take(WorkItem item) {
    return database
        .sql(
            """
            select pg_try_advisory_xact_lock(hashtextextended(
              case current_schema() when 'public' then $1 else current_schema() || '|' || $1 end, 0)) as taken
            """)
        .bind(0, item.teamId() + "|" + item.kind() + "|" + item.subject())
        .mapValue(Boolean.class)
        .one()
        .filter(taken -> taken)
        .flatMap(taken -> remove(item))
        .filter(traces -> !traces.isEmpty());
  }

  private Mono<List<String>> remove(WorkItem item) {
    return database
        .sql(
            """
            with removed as (
              delete from work_mark where team_id = $1 and kind = $2 and subject = $3 returning traceparent)
            select distinct coalesce(traceparent, '') from removed
            """)
        .bind(0, item.teamId())
        .bind(1, item.kind().toString())
        .bind(2, item.subject())
        .mapValue(String.class)
        .all()
        .collectList();
  }

  private static WorkItem item(Readable row) {
    return new WorkItem(
        text(row, "team_id"),
        WorkKind.valueOf(text(row, "kind").toUpperCase(Locale.ROOT)),
        text(row, "subject"));
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}

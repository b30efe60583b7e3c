package io.issuestream.messaging.replay;

import static io.issuestream.messaging.replay.TableRule.technical;

import io.issuestream.contracts.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.context.Lifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The projection of a service that holds the last states of topics beside much that is its own: no
 * figures are worked out of them by a replay, and none published. It is built again beside the live
 * one only: its handlers also act on what is news, such as by starting a sync, which is not to
 * happen again.
 */
public class StatesOnly implements Projection {

  private static final List<TableRule> EVERYWHERE =
      List.of(
          technical("outbox_state", "what was published, which comes from no topic"),
          technical("outbox_mark", "what has not left yet"),
          technical("outbox_lease", "which replica publishes"),
          technical("outbox_replica", "which replicas live"),
          technical("outbox_position", "where the topics ended"),
          technical("erased_mark", "whom not to take in again; comes from no state"),
          technical("erasure_task", "what was asked to be erased, which is done once"),
          technical("erased_team", "teams that were deleted; comes from no state"),
          technical("audit_entry", "who did what; comes from no topic"),
          technical("databasechangelog", "the migrations' books"),
          technical("databasechangeloglock", "the migrations' books"));

  private final DatabaseClient database;
  private final List<TableRule> tables;

  /**
   * A projection.
   *
   * @param states the tables of states
   * @param own the service's other tables; those that every service has need not be named
   */
  public StatesOnly(DatabaseClient database, List<TableRule> states, List<TableRule> own) {
    this.database = database;
    var all = new ArrayList<>(states);
    all.addAll(own);
    all.addAll(EVERYWHERE);
    this.tables = List.copyOf(all);
  }

  @Override
  public List<TableRule> tables() {
    return tables;
  }

  @Override
  public boolean takesStatesAgain() {
    return false;
  }

  /**
   * What a topic has no longer is not held, whatever its revision: in a shadow nothing is newer.
   */
  @Override
  public Mono<Void> remove(Topic topic, Collection<Aggregate> gone) {
    return database
        .sql("select current_schema()")
        .mapValue(String.class)
        .one()
        .flatMap(schema -> Tables.of(database, schema, tables))
        .map(found -> Reapplication.states(found, topic))
        .flatMap(table ->
            database
                .sql(
                    """
                    delete from %s t using unnest($1::text[], $2::text[]) as g(team_id, id)
                    where t.team_id = g.team_id and t.%s::text = g.id
                    """
                        .formatted(table.rule().table(), table.aggregate()))
                .bind(0, gone.stream().map(Aggregate::teamId).toArray(String[]::new))
                .bind(1, gone.stream().map(Aggregate::id).toArray(String[]::new))
                .then());
  }

  @Override
  public Mono<Void> removeBaseless(String team) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> publishAgain(Topic topic, Collection<Aggregate> figures) {
    return Mono.empty();
  }

  @Override
  public Mono<Void> markAll(String team) {
    return Mono.empty();
  }

  @Override
  public Mono<String> lastMark() {
    return Mono.just("");
  }

  @Override
  public Mono<Long> pending(String team, String upTo) {
    return Mono.just(0L);
  }

  @Override
  public Lifecycle recomputation() {
    return new Nothing();
  }

  @Override
  public List<Topic> published() {
    return List.of();
  }

  /** There is nothing to be worked out. */
  private static final class Nothing implements Lifecycle {

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public boolean isRunning() {
      return false;
    }
  }
}

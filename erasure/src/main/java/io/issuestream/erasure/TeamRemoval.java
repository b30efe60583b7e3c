package io.issuestream.erasure;

import io.issuestream.contracts.Topic;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Deletes everything this service holds of a team, whatever its tables are, and publishes a
 * tombstone for every key of the team's that it ever published. May be done again, and is: what
 * late events bring is swept away.
 */
final class TeamRemoval {

  /** What tells that and how the team was deleted, and of nobody else anything. */
  private static final String[] KEPT = {
    "erased_team", "erasure_task", "erasure", "erasure_report", "outbox_state"
  };

  private static final String[] OUR_TOPICS = {
    Topic.TEAM_ERASURES.topicName(), Topic.TEAM_ERASURE_REPORTS.topicName()
  };

  private final DatabaseClient database;
  private final TransactionalOperator transaction;

  TeamRemoval(DatabaseClient database, TransactionalOperator transaction) {
    this.database = database;
    this.transaction = transaction;
  }

  /** To be called in the team's scope. */
  Mono<Void> remove(String teamId, Findings findings) {
    return tables()
        .flatMapMany(Flux::fromIterable)
        .concatMap(table -> delete(table, teamId).doOnNext(rows -> findings.count(table, rows)))
        .then(Mono.defer(() -> entomb(teamId)))
        .doOnNext(keys -> findings.count("tombstones", keys))
        .then(Mono.defer(() -> forgetPublished(teamId)));
  }

  /** The service's own, and those of a replay that works beside them or was killed doing so. */
  private Mono<List<String>> tables() {
    return database
        .sql(
            """
            select c.oid::regclass::text as name from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and has_table_privilege(c.oid, 'delete') and (
              n.nspname = current_schema() and c.relname <> all($1)
              or n.nspname ~ '^shadow_[0-9a-z]+$')
            order by 1
            """)
        .bind(0, KEPT)
        .mapValue(String.class)
        .all()
        .collectList();
  }

  private Mono<Long> delete(String table, String teamId) {
    return database
        // A name as the catalogue quotes it.
        .sql("delete from " + table + " where team_id = $1")
        .bind(0, teamId)
        .fetch()
        .rowsUpdated();
  }

  private Mono<Long> entomb(String teamId) {
    return database
        .sql(
            """
            with erased as (
              update outbox_state set data = null, revision = revision + 1, event_time = clock_timestamp()
              where team_id = $1 and data is not null and topic <> all($2)
              returning shard, topic, message_key, revision),
            marked as (
              insert into outbox_mark (shard, topic, message_key, revision)
              select shard, topic, message_key, revision from erased order by topic, message_key
              on conflict (shard, topic, message_key) do update
                set revision = excluded.revision
              returning 1),
            told as (select pg_notify('issuestream_outbox', '') from (select 1 from marked limit 1) m)
            select (select count(*) from marked) + 0 * (select count(*) from told) as n
            """)
        .bind(0, teamId)
        .bind(1, OUR_TOPICS)
        .mapValue(Long.class)
        .one()
        .as(transaction::transactional);
  }

  /** Keys have names in them too; once the tombstone has left, nothing needs them. */
  private Mono<Void> forgetPublished(String teamId) {
    return database
        .sql(
            """
            delete from outbox_state s where team_id = $1 and data is null and topic <> all($2)
              and not exists (
                select 1 from outbox_mark m
                where m.shard = s.shard and m.topic = s.topic and m.message_key = s.message_key)
            """)
        .bind(0, teamId)
        .bind(1, OUR_TOPICS)
        .then();
  }
}

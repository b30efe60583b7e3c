package io.issuestream.integration.secret;

import io.issuestream.integration.database.Row;
import io.issuestream.integration.secret.Walk.RowKey;
import io.issuestream.keys.KeyIds;
import io.issuestream.tenancy.TeamScope;
import io.r2dbc.spi.Readable;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * A column of secrets at rest. It is sealed anew page by page, each page a transaction that locks
 * its rows, so it may stop anywhere and several replicas may do it at once: what is left shows in
 * the rows themselves. A row that somebody has locked is being written with the new key anyway, or
 * is found by the next walk.
 */
final class SealedColumn implements Sealed {

  private static final Logger log = LoggerFactory.getLogger(SealedColumn.class);

  private final Names names;
  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final SecretsAtRest secrets;

  SealedColumn(
      Names names,
      DatabaseClient database,
      TransactionalOperator transaction,
      SecretsAtRest secrets) {
    this.names = names;
    this.database = database;
    this.transaction = transaction;
    this.secrets = secrets;
  }

  record Names(String table, String column, String id, BinaryOperator<String> place) {

    String in(String sql) {
      return sql.replace("{table}", table).replace("{column}", column).replace("{id}", id);
    }
  }

  private record Secret(RowKey key, byte[] sealed) {}

  @Override
  public String place() {
    return names.in("{table}.{column}");
  }

  @Override
  public Mono<Long> sealAnew() {
    if (older().length == 0) {
      return Mono.just(0L);
    }
    return Walk.over(this::stale, this::sealAnew);
  }

  private String[] older() {
    return secrets.keyset().keys().olderPrefixes().toArray(String[]::new);
  }

  private Mono<List<RowKey>> stale(RowKey after) {
    return database
        .sql(
            names.in(
                """
                select team_id, {id} as id from {table}
                where encode(substring({column} for 5), 'hex') = any($1::text[])
                  and (team_id, {id}) > ($2, $3)
                order by team_id, {id} limit $4
                """))
        .bind(0, older())
        .bind(1, after.teamId())
        .bind(2, after.id())
        .bind(3, Walk.PAGE)
        .map(SealedColumn::key)
        .all()
        .collectList();
  }

  private Mono<Long> sealAnew(List<RowKey> page) {
    return locked(page).flatMap(this::write).as(transaction::transactional);
  }

  private Mono<List<Secret>> locked(List<RowKey> page) {
    return database
        .sql(
            names.in(
                """
                select t.team_id, t.{id} as id, t.{column} as sealed
                from unnest($1::text[], $2::text[]) as p(team_id, id)
                join {table} t on t.team_id = p.team_id and t.{id} = p.id
                where encode(substring(t.{column} for 5), 'hex') = any($3::text[])
                order by t.team_id, t.{id} for update of t skip locked
                """))
        .bind(0, Walk.teamIds(page))
        .bind(1, Walk.ids(page))
        .bind(2, older())
        .map(row -> new Secret(key(row), new Row(row).bytes("sealed")))
        .all()
        .collectList();
  }

  private Mono<Long> write(List<Secret> held) {
    List<Secret> anew = held.stream().flatMap(this::sealedAnew).toList();
    if (anew.isEmpty()) {
      return Mono.just(0L);
    }
    List<RowKey> keys = anew.stream().map(Secret::key).toList();
    return database
        .sql(
            names.in(
                """
                update {table} t set {column} = decode(p.sealed, 'base64')
                from unnest($1::text[], $2::text[], $3::text[]) as p(team_id, id, sealed)
                where t.team_id = p.team_id and t.{id} = p.id
                """))
        .bind(0, Walk.teamIds(keys))
        .bind(1, Walk.ids(keys))
        // As text: the driver (1.1.1) writes the backslashes of a bytea array unescaped.
        .bind(2, anew.stream().map(secret -> base64(secret.sealed())).toArray(String[]::new))
        .fetch()
        .rowsUpdated();
  }

  private Stream<Secret> sealedAnew(Secret secret) {
    String place = names.place().apply(secret.key().teamId(), secret.key().id());
    try {
      byte[] open = secrets.open(secret.sealed(), place);
      return Stream.of(new Secret(secret.key(), secrets.seal(open, place)));
    } catch (SecretUnreadable lost) {
      log.warn("{} of {} cannot be opened and stays as it is", place(), place);
      return Stream.empty();
    }
  }

  @Override
  public Mono<Map<Long, Long>> counts() {
    return database
        .sql(
            names.in(
                """
                select substring({column} for 5) as prefix, count(*) as secrets
                from {table} where {column} is not null group by 1
                """))
        .map(SealedColumn::underKey)
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
        .contextWrite(TeamScope.system());
  }

  private static Map.Entry<Long, Long> underKey(Readable row) {
    var columns = new Row(row);
    return Map.entry(
        KeyIds.sealedUnder(columns.bytes("prefix")).orElse(0), columns.number("secrets"));
  }

  private static RowKey key(Readable row) {
    var columns = new Row(row);
    return new RowKey(columns.text("team_id"), columns.text("id"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

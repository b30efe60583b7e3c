package io.issuestream.integration.connection;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.integration.database.Row;
import io.issuestream.integration.secret.Sealed;
import io.issuestream.integration.secret.SecretUnreadable;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.integration.secret.SecretsForWorker;
import io.issuestream.integration.secret.Walk;
import io.issuestream.integration.secret.Walk.RowKey;
import io.issuestream.keys.KeyIds;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.tenancy.TeamScope;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The credentials as they stand on their topic. Sealed anew they are published as the next version,
 * for a version that is known already nobody takes again. The token in it stays the same, and so
 * does the version in its grant.
 */
@Component
class CredentialsForWorker implements Sealed {

  private static final Logger log = LoggerFactory.getLogger(CredentialsForWorker.class);

  private static final String TOPIC = Topic.JIRA_CREDENTIALS.topicName();

  /** How the last published ciphertext begins. Eight digits of base64 are six bytes. */
  private static final String PREFIX =
      """
      encode(substring(decode(left(convert_from(s.data, 'UTF8')::json ->> 'ciphertext', 8), 'base64') for 5), 'hex')
      """;

  private final DatabaseClient database;
  private final TransactionalOperator transaction;
  private final SecretsAtRest atRest;
  private final SecretsForWorker forWorker;
  private final Outbox outbox;

  CredentialsForWorker(
      DatabaseClient database,
      TransactionalOperator transaction,
      SecretsAtRest atRest,
      SecretsForWorker forWorker,
      Outbox outbox) {
    this.database = database;
    this.transaction = transaction;
    this.atRest = atRest;
    this.forWorker = forWorker;
    this.outbox = outbox;
  }

  private record Held(RowKey key, long version, byte[] credential, TokenRefreshed published) {}

  @Override
  public String place() {
    return "outbox_state " + TOPIC;
  }

  @Override
  public Mono<Long> sealAnew() {
    return forWorker.olderPrefixes().length == 0
        ? Mono.just(0L)
        : Walk.over(this::stale, this::publishAnew);
  }

  private Mono<List<RowKey>> stale(RowKey after) {
    return database
        .sql(
            """
            select c.team_id, c.connection_id from jira_connection c
            join outbox_state s on s.topic = $1 and s.message_key = c.team_id || '/' || c.connection_id
            where c.active and (c.team_id, c.connection_id) > ($2, $3) and %s = any($4::text[])
            order by c.team_id, c.connection_id limit $5
            """
                .formatted(PREFIX))
        .bind(0, TOPIC)
        .bind(1, after.teamId())
        .bind(2, after.id())
        .bind(3, forWorker.olderPrefixes())
        .bind(4, Walk.PAGE)
        .map(CredentialsForWorker::key)
        .all()
        .collectList();
  }

  private Mono<Long> publishAnew(List<RowKey> page) {
    return locked(page)
        .map(held -> held.stream().flatMap(this::sealedAnew).toList())
        .flatMap(anew ->
            anew.isEmpty()
                ? Mono.just(0L)
                : nextVersions(anew).delayUntil(n -> outbox.publish(anew)))
        .as(transaction::transactional);
  }

  private Mono<List<Held>> locked(List<RowKey> page) {
    return database
        .sql(
            """
            select c.team_id, c.connection_id, c.credential_version, c.credential,
              convert_from(s.data, 'UTF8') as published
            from unnest($2::text[], $3::text[]) as p(team_id, connection_id)
            join jira_connection c on c.team_id = p.team_id and c.connection_id = p.connection_id
            join outbox_state s on s.topic = $1 and s.message_key = c.team_id || '/' || c.connection_id
            where c.active and %s = any($4::text[])
            order by c.team_id, c.connection_id for update of c skip locked
            """
                .formatted(PREFIX))
        .bind(0, TOPIC)
        .bind(1, Walk.teamIds(page))
        .bind(2, Walk.ids(page))
        .bind(3, forWorker.olderPrefixes())
        .map(CredentialsForWorker::held)
        .all()
        .collectList();
  }

  private Stream<TokenRefreshed> sealedAnew(Held held) {
    String team = held.key().teamId();
    String id = held.key().id();
    long version = held.version() + 1;
    try {
      byte[] open = atRest.open(held.credential(), JiraConnection.place(team, id));
      String sealed = forWorker.seal(open, team, id, version);
      return Stream.of(new TokenRefreshed(team, version, id, sealed, held.published().expiresAt()));
    } catch (SecretUnreadable lost) {
      log.warn("The credential of {} cannot be opened and is not published anew", held.key());
      return Stream.empty();
    }
  }

  private Mono<Long> nextVersions(List<TokenRefreshed> anew) {
    return database
        .sql(
            """
            update jira_connection c set credential_version = p.version,
              rejected_version = case when c.rejected_version = c.credential_version then p.version end
            from unnest($1::text[], $2::text[], $3::bigint[]) as p(team_id, connection_id, version)
            where c.team_id = p.team_id and c.connection_id = p.connection_id
            """)
        .bind(0, anew.stream().map(TokenRefreshed::teamId).toArray(String[]::new))
        .bind(1, anew.stream().map(TokenRefreshed::connectionId).toArray(String[]::new))
        .bind(2, anew.stream().map(TokenRefreshed::revision).toArray(Long[]::new))
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<Map<Long, Long>> counts() {
    return database
        .sql(
            """
            select %s as prefix, count(*) as secrets from outbox_state s
            where s.topic = $1 and s.data is not null group by 1
            """
                .formatted(PREFIX))
        .bind(0, TOPIC)
        .map(CredentialsForWorker::underKey)
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
        .contextWrite(TeamScope.system());
  }

  private static Map.Entry<Long, Long> underKey(Readable row) {
    var columns = new Row(row);
    byte[] prefix = HexFormat.of().parseHex(columns.text("prefix"));
    return Map.entry(KeyIds.sealedUnder(prefix).orElse(0), columns.number("secrets"));
  }

  private static RowKey key(Readable row) {
    var columns = new Row(row);
    return new RowKey(columns.text("team_id"), columns.text("connection_id"));
  }

  private static Held held(Readable row) {
    var columns = new Row(row);
    byte[] published = columns.text("published").getBytes(StandardCharsets.UTF_8);
    return new Held(
        key(row),
        columns.number("credential_version"),
        columns.bytes("credential"),
        EventJson.read(published, TokenRefreshed.class));
  }
}

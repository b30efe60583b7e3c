package io.issuestream.sync.connection;

import io.issuestream.contracts.connection.ConnectionEvent;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.jira.JiraKind;
import io.issuestream.keys.KeyIds;
import io.issuestream.sync.sql.Column;
import io.issuestream.tenancy.TeamScope;
import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The connections and credentials known, each at its highest revision. */
@Repository
public class JiraConnections {

  private final DatabaseClient database;

  JiraConnections(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Takes connections over. Their credentials are another topic's matter: the tombstone there
   * removes them. As the two come in any order, an end told late must not take away what a
   * connection that is back has been given since.
   */
  public Mono<Void> store(List<ConnectionEvent> events) {
    if (events.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            with incoming as (
              select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::bigint[])
                as t(team_id, connection_id, deployment, base_url, active, revision))
            insert into jira_connection as c (team_id, connection_id, deployment, base_url, active, revision)
            select * from incoming order by team_id, connection_id
            on conflict (team_id, connection_id) do update
              set deployment = excluded.deployment, base_url = excluded.base_url,
                  active = excluded.active, revision = excluded.revision
              where c.revision < excluded.revision
            """)
        .bind(0, texts(events, ConnectionEvent::teamId))
        .bind(1, texts(events, ConnectionEvent::aggregateId))
        .bind(2, texts(events, event -> event.connection().deployment().name()))
        .bind(3, texts(events, event -> event.connection().baseUrl()))
        .bind(4, events.stream().map(event -> event.connection().active()).toArray(Boolean[]::new))
        .bind(5, events.stream().map(ConnectionEvent::revision).toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Takes sealed credentials over, also where their connection is not known to be back yet. */
  public Mono<Void> storeCredentials(List<TokenRefreshed> events) {
    if (events.isEmpty()) {
      return Mono.empty();
    }
    return database
        .sql(
            """
            insert into jira_credential as c (team_id, connection_id, version, ciphertext, expires_at)
            select t.team_id, t.connection_id, t.version, t.ciphertext,
                   case when t.expires_at > 0 then to_timestamp(t.expires_at / 1000.0) end
            from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[])
              as t(team_id, connection_id, version, ciphertext, expires_at)
            order by t.team_id, t.connection_id
            on conflict (team_id, connection_id) do update
              set version = excluded.version, ciphertext = excluded.ciphertext,
                  expires_at = excluded.expires_at
              where c.version < excluded.version
            """)
        .bind(0, texts(events, TokenRefreshed::teamId))
        .bind(1, texts(events, TokenRefreshed::connectionId))
        .bind(2, events.stream().map(TokenRefreshed::revision).toArray(Long[]::new))
        .bind(3, texts(events, TokenRefreshed::ciphertext))
        .bind(4, events.stream().map(JiraConnections::expiry).toArray(Long[]::new))
        .fetch()
        .rowsUpdated()
        .then();
  }

  /** Milliseconds since 1970; 0 where the credentials do not end. */
  private static long expiry(TokenRefreshed token) {
    Instant end = token.expiresAt();
    return end == null ? 0 : end.toEpochMilli();
  }

  /** Which of the connections told to be active are known to have ended before. */
  public Mono<List<ConnectionEvent>> reactivated(List<ConnectionEvent> events) {
    List<ConnectionEvent> active =
        events.stream().filter(event -> event.connection().active()).toList();
    if (active.isEmpty()) {
      return Mono.just(List.of());
    }
    return database
        .sql(
            """
            select c.connection_id from jira_connection c
            join unnest($1::text[], $2::text[], $3::bigint[]) as i(team_id, connection_id, revision)
              on c.team_id = i.team_id and c.connection_id = i.connection_id
            where not c.active and c.revision < i.revision
            """)
        .bind(0, texts(active, ConnectionEvent::teamId))
        .bind(1, texts(active, ConnectionEvent::aggregateId))
        .bind(2, active.stream().map(ConnectionEvent::revision).toArray(Long[]::new))
        .mapValue(String.class)
        .all()
        .collectList()
        .map(ids -> active.stream().filter(event -> ids.contains(event.aggregateId())).toList());
  }

  /** Forgets the credentials of a connection. */
  public Mono<Void> eraseCredentials(String teamId, String connectionId) {
    return database
        .sql("delete from jira_credential where team_id = $1 and connection_id = $2")
        .bind(0, teamId)
        .bind(1, connectionId)
        .fetch()
        .rowsUpdated()
        .then();
  }

  /**
   * A usable connection with its sealed credentials; empty where it ended or one of both is
   * missing.
   */
  Mono<SealedConnection> usable(String teamId, String connectionId) {
    return database
        .sql(
            """
            select c.team_id, c.connection_id, c.deployment, c.base_url, k.version, k.ciphertext,
                   coalesce(k.expires_at <= clock_timestamp(), false) as ended
            from jira_connection c
            join jira_credential k on k.team_id = c.team_id and k.connection_id = c.connection_id
            where c.team_id = $1 and c.connection_id = $2 and c.active
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .map(JiraConnections::sealed)
        .one();
  }

  /** How many credentials came sealed for each key, over all teams. */
  Mono<Map<Long, Long>> sealedFor() {
    return database
        .sql(
            """
            select substring(decode(left(ciphertext, 8), 'base64') for 5) as prefix, count(*) as credentials
            from jira_credential group by 1
            """)
        .map(row ->
            Map.entry(
                KeyIds.sealedUnder(Column.of(row, "prefix", byte[].class)).orElse(0),
                Column.of(row, "credentials", Long.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .contextWrite(TeamScope.system());
  }

  private static SealedConnection sealed(Readable row) {
    return new SealedConnection(
        Column.of(row, "team_id", String.class),
        Column.of(row, "connection_id", String.class),
        JiraKind.valueOf(Column.of(row, "deployment", String.class)),
        URI.create(Column.of(row, "base_url", String.class)),
        Column.of(row, "version", Long.class),
        Column.of(row, "ciphertext", String.class),
        Column.of(row, "ended", Boolean.class));
  }

  private static <T> String[] texts(List<T> events, java.util.function.Function<T, String> column) {
    return events.stream().map(column).toArray(String[]::new);
  }
}

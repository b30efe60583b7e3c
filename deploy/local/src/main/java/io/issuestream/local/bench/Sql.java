package io.issuestream.local.bench;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.util.List;
import reactor.core.publisher.Flux;

/** One connection to the stack's PostgreSQL, used step by step. */
final class Sql implements AutoCloseable {
  private final PostgresqlConnection connection;

  private Sql(PostgresqlConnection connection) {
    this.connection = connection;
  }

  static Sql connect(FloorPlace place, String database) {
    PostgresqlConnectionConfiguration configuration =
        PostgresqlConnectionConfiguration.builder()
            .host("127.0.0.1")
            .port(place.postgresPort())
            .database(database)
            .username("postgres")
            .password(place.accounts().superuserPassword())
            .build();
    return new Sql(new PostgresqlConnectionFactory(configuration).create().toFuture().join());
  }

  void execute(String sql) {
    connection
        .createStatement(sql)
        .execute()
        .flatMap(PostgresqlResult::getRowsUpdated)
        .then()
        .toFuture()
        .join();
  }

  /** A statement with its parameters in order; answers the rows it changed. */
  long update(String sql, Object... parameters) {
    return bound(sql, parameters)
        .flatMap(PostgresqlResult::getRowsUpdated)
        .reduce(0L, Long::sum)
        .toFuture()
        .join();
  }

  /** The first column, which is {@code bytea}. */
  List<byte[]> bytes(String sql, Object... parameters) {
    return bound(sql, parameters)
        .<byte[]>flatMap(result -> result.map((row, _) -> row.get(0, byte[].class)))
        .collectList()
        .toFuture()
        .join();
  }

  private Flux<PostgresqlResult> bound(String sql, Object... parameters) {
    var statement = connection.createStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.bind(i, parameters[i]);
    }
    return statement.execute();
  }

  @Override
  public void close() {
    connection.close().toFuture().join();
  }
}

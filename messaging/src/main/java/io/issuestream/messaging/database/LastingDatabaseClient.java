package io.issuestream.messaging.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client whose statements run to their end. */
record LastingDatabaseClient(DatabaseClient client) implements DatabaseClient {

  @Override
  public ConnectionFactory getConnectionFactory() {
    return client.getConnectionFactory();
  }

  @Override
  public GenericExecuteSpec sql(String sql) {
    return new LastingStatement(client.sql(sql));
  }

  @Override
  public GenericExecuteSpec sql(Supplier<String> sql) {
    return new LastingStatement(client.sql(sql));
  }

  @Override
  public <T> Mono<T> inConnection(Function<Connection, Mono<T>> action) {
    return RunToEnd.of(client.inConnection(action));
  }

  @Override
  public <T> Flux<T> inConnectionMany(Function<Connection, Flux<T>> action) {
    return RunToEnd.of(client.inConnectionMany(action));
  }
}

package io.issuestream.messaging.wall;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Mono;

/** Opens connections that take on the scope of whoever the pool hands them to. */
record ScopedConnectionFactory(ConnectionFactory unwrap)
    implements ConnectionFactory, Wrapped<ConnectionFactory> {

  @Override
  public Mono<Connection> create() {
    return Mono.from(unwrap.create()).map(ScopedConnection::new);
  }

  @Override
  public ConnectionFactoryMetadata getMetadata() {
    return unwrap.getMetadata();
  }
}

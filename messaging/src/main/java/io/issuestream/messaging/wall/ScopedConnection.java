package io.issuestream.messaging.wall;

import io.issuestream.tenancy.TeamScope;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection that tells PostgreSQL, each time the pool hands it out, for which teams it is used
 * from now on. It does so only when that differs from the last time, so that a busy team costs no
 * round trip.
 */
final class ScopedConnection implements Connection, Lifecycle, Wrapped<Connection> {

  /** For the session, not the transaction: none has begun when a connection is handed out. */
  private static final String SET = "select set_config('issuestream.teams', $1, false)";

  private final Connection connection;

  /** Null where it is not known; a new session has none, but might by its role's settings. */
  private volatile @Nullable TeamScope last;

  ScopedConnection(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Publisher<Void> postAllocate() {
    return Mono.deferContextual(context -> {
      TeamScope scope = TeamScope.in(context);
      return scope.equals(last) ? Mono.empty() : take(scope);
    });
  }

  private Mono<Void> take(TeamScope scope) {
    last = null;
    return Flux.from(connection.createStatement(SET).bind(0, scope.setting()).execute())
        .concatMap(result -> result.map((row, metadata) -> true))
        .then(Mono.fromRunnable(() -> last = scope));
  }

  @Override
  public Publisher<Void> preRelease() {
    return Mono.empty();
  }

  @Override
  public Connection unwrap() {
    return connection;
  }

  @Override
  public Publisher<Void> beginTransaction() {
    return connection.beginTransaction();
  }

  @Override
  public Publisher<Void> beginTransaction(TransactionDefinition definition) {
    return connection.beginTransaction(definition);
  }

  @Override
  public Publisher<Void> close() {
    return connection.close();
  }

  @Override
  public Publisher<Void> commitTransaction() {
    return connection.commitTransaction();
  }

  @Override
  public Batch createBatch() {
    return connection.createBatch();
  }

  @Override
  public Publisher<Void> createSavepoint(String name) {
    return connection.createSavepoint(name);
  }

  @Override
  public Statement createStatement(String sql) {
    return connection.createStatement(sql);
  }

  @Override
  public boolean isAutoCommit() {
    return connection.isAutoCommit();
  }

  @Override
  public ConnectionMetadata getMetadata() {
    return connection.getMetadata();
  }

  @Override
  public IsolationLevel getTransactionIsolationLevel() {
    return connection.getTransactionIsolationLevel();
  }

  @Override
  public Publisher<Void> releaseSavepoint(String name) {
    return connection.releaseSavepoint(name);
  }

  @Override
  public Publisher<Void> rollbackTransaction() {
    return connection.rollbackTransaction();
  }

  @Override
  public Publisher<Void> rollbackTransactionToSavepoint(String name) {
    return connection.rollbackTransactionToSavepoint(name);
  }

  @Override
  public Publisher<Void> setAutoCommit(boolean autoCommit) {
    return connection.setAutoCommit(autoCommit);
  }

  @Override
  public Publisher<Void> setLockWaitTimeout(Duration timeout) {
    return connection.setLockWaitTimeout(timeout);
  }

  @Override
  public Publisher<Void> setStatementTimeout(Duration timeout) {
    return connection.setStatementTimeout(timeout);
  }

  @Override
  public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
    return connection.setTransactionIsolationLevel(isolationLevel);
  }

  @Override
  public Publisher<Boolean> validate(ValidationDepth depth) {
    return connection.validate(depth);
  }
}

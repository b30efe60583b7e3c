package io.issuestream.messaging.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import liquibase.database.Database;
import liquibase.database.DatabaseConnection;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's lock as a PostgreSQL advisory lock of the session that migrates. It ends with that
 * session, however that ends; Liquibase's own is a row, which a killed process leaves behind for
 * good. Liquibase finds this class through {@code META-INF/services}.
 */
public final class SessionLock implements LockService {

  /** Of no meaning; the same in every build of every service. Locks are a database's own. */
  private static final long KEY = 0x6973_7375_6573_7472L;

  private static final Duration RETRY = Duration.ofMillis(250);

  /**
   * A server notices a client that is gone only when it next writes to it, and so would let a dead
   * process's statement run, and its lock be held, to the end. The last three are for a client
   * whose whole machine is gone.
   */
  private static final String NOTICE_A_DEAD_CLIENT =
      """
      set client_connection_check_interval = '1s';
      set tcp_keepalives_idle = 10;
      set tcp_keepalives_interval = 5;
      set tcp_keepalives_count = 3
      """;

  private @Nullable Database database;
  private Duration patience = Duration.ofMinutes(5);
  private boolean held;

  @Override
  public int getPriority() {
    return PRIORITY_DATABASE + 1;
  }

  @Override
  public boolean supports(Database candidate) {
    return candidate instanceof PostgresDatabase;
  }

  @Override
  public void setDatabase(Database database) {
    this.database = database;
  }

  /** In minutes. */
  @Override
  public void setChangeLogLockWaitTime(long minutes) {
    patience = Duration.ofMinutes(minutes);
  }

  @Override
  public void setChangeLogLockRecheckTime(long seconds) {
    // Asking costs a round trip; there is no reason to let a start wait for seconds.
  }

  @Override
  public boolean hasChangeLogLock() {
    return held;
  }

  @Override
  public void waitForLock() throws LockException {
    long end = System.nanoTime() + patience.toNanos();
    while (!acquireLock()) {
      if (System.nanoTime() > end) {
        throw new LockException(
            "Another process has been migrating this database for more than " + patience);
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LockException(e);
      }
    }
  }

  /**
   * Asks rather than waits in the database: a waiting statement has a snapshot, and an index that
   * is built concurrently under this very lock would wait for it.
   */
  @Override
  public boolean acquireLock() throws LockException {
    if (!held) {
      held = answer(NOTICE_A_DEAD_CLIENT, "select pg_try_advisory_lock(" + KEY + ")");
    }
    return held;
  }

  @Override
  public void releaseLock() throws LockException {
    if (held) {
      held = false;
      if (!answer("select pg_advisory_unlock(" + KEY + ")")) {
        throw new LockException("The lock had gone before the migration ended");
      }
    }
  }

  @Override
  public void forceReleaseLock() throws LockException {
    releaseLock();
  }

  @Override
  public void reset() {
    held = false;
  }

  @Override
  public void init() {
    // There is no table to make.
  }

  @Override
  public void destroy() {
    reset();
  }

  /** Nobody's but one's own is known. */
  @Override
  public DatabaseChangeLogLock[] listLocks() {
    return new DatabaseChangeLogLock[0];
  }

  /** What the last statement says, in a transaction of its own. */
  private boolean answer(String... statements) throws LockException {
    try {
      Connection connection = connection();
      boolean yes = false;
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          yes = statement.execute(sql) && first(statement);
        }
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return yes;
    } catch (SQLException e) {
      throw new LockException(e);
    }
  }

  private static boolean first(Statement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private Connection connection() throws LockException {
    DatabaseConnection connection = database == null ? null : database.getConnection();
    if (connection instanceof JdbcConnection jdbc) {
      return jdbc.getUnderlyingConnection();
    }
    throw new LockException("There is no session to hold a lock");
  }
}

package io.issuestream.messaging.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestDatabase;
import io.issuestream.embedded.testing.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MigrationsIT {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String SLEEPING =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'
      """;
  private static final String MIGRATING =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
      """;

  private final TestDatabase database = TestServers.get().newDatabase("killedmigration");

  @Test
  void theNextStartGoesOnWhereOneThatWasKilledStood() throws Exception {
    try (Connection connection = connect(database)) {
      execute(connection, "create table patience as select 600 as seconds");
      Process killed = process();
      CompletableFuture<Void> next;
      try {
        await("the middle of a migration")
            .atMost(BOUND)
            .until(() -> "1".equals(value(connection, SLEEPING)));
        next = CompletableFuture.runAsync(() -> migrate(database));
        await("another that waits for its turn")
            .atMost(BOUND)
            .until(() -> "2".equals(value(connection, MIGRATING)));
        assertThat(next).isNotDone();
        execute(connection, "update patience set seconds = 0");
      } finally {
        killed.destroyForcibly();
      }
      next.get(BOUND.toSeconds(), TimeUnit.SECONDS);
      assertThat(values(connection, "select id from databasechangelog order by orderexecuted"))
          .containsExactly("slow-1", "slow-2", "slow-3");
      assertThat(value(connection, "select to_regclass('after_it')")).isEqualTo("after_it");
      assertThat(value(connection, SLEEPING)).isEqualTo("0");
    }
  }

  @Test
  void thoseThatStartTogetherOnANewDatabaseMigrateItOnce() throws Exception {
    for (int round = 0; round < 3; round++) {
      TestDatabase fresh = TestServers.get().newDatabase("startstogether");
      try (Connection connection = connect(fresh)) {
        execute(connection, "create table patience as select 0 as seconds");
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int replica = 0; replica < 3; replica++) {
          starts.add(CompletableFuture.runAsync(() -> migrate(fresh)));
        }
        for (CompletableFuture<Void> start : starts) {
          start.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(values(connection, "select id from databasechangelog order by orderexecuted"))
            .containsExactly("slow-1", "slow-2", "slow-3");
      }
    }
  }

  private static void migrate(TestDatabase database) {
    try {
      Migration.run(database.jdbcUrl(), database.owner().name(), database.owner().password());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Process process() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Migration.class.getName(),
            database.jdbcUrl(),
            database.owner().name(),
            database.owner().password())
        .inheritIO()
        .start();
  }

  private static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(),
        TestServers.get().superuser().name(),
        TestServers.get().superuser().password());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      statement.execute("grant select on patience to public");
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    return values(connection, sql).getFirst();
  }

  private static List<String> values(Connection connection, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
    }
    return found;
  }
}

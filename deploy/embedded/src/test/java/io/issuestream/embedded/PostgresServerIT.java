package io.issuestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.embedded.PostgresSettings.Durability;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
  private static final Path PROGRAMS =
      Path.of(System.getProperty("java.io.tmpdir"), "issuestream-embedded-it");

  private static final DatabaseAccount KEEPER = new DatabaseAccount("keeper", "keeps");
  private static final DatabaseAccount WORKER = new DatabaseAccount("worker", "works");

  @TempDir Path directory;

  @Test
  void keepsItsDataAndIsDurableAsInProduction() throws Exception {
    PostgresSettings settings = settings(Ports.free(1).getFirst());
    // As a start leaves it that was killed while it made the directory.
    Path half =
        settings.dataDirectory().resolveSibling(settings.dataDirectory().getFileName() + ".new");
    Files.createDirectories(half);
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    try (PostgresServer server = PostgresServer.start(settings)) {
      assertThat(half).doesNotExist();
      server.databases().ensure("kept", KEEPER, WORKER);
      query(server, "kept", "create table fact as select 42 as answer", false);
      assertThat(query(server, "kept", "show fsync", true)).isEqualTo("on");
      assertThat(query(server, "kept", "show synchronous_commit", true)).isEqualTo("on");
      assertThat(query(server, "kept", "show full_page_writes", true)).isEqualTo("on");
    }
    try (PostgresServer again = PostgresServer.start(settings)) {
      again.databases().ensure("kept", KEEPER, WORKER);
      assertThat(query(again, "kept", "select answer from fact", true)).isEqualTo("42");
      assertThat(again.adopted()).isFalse();
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    PostgresSettings settings = settings(Ports.free(1).getFirst());
    try (PostgresServer server = PostgresServer.start(settings)) {
      server.databases().ensure("kept", KEEPER, WORKER);
      String url = server.databases().jdbcUrl("kept");
      for (String account : new String[] {"keeper", "worker", "postgres"}) {
        assertThatThrownBy(() -> DriverManager.getConnection(url, account, "guessed"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
      }
    }
  }

  @Test
  void takesOverADirectoryThatLetEveryoneInAndChangesPasswords() throws Exception {
    PostgresSettings settings = settings(Ports.free(1).getFirst());
    try (PostgresServer server = PostgresServer.start(settings)) {
      server.databases().ensure("kept", KEEPER, WORKER);
      query(server, "kept", "create table fact as select 42 as answer", false);
    }
    // As an earlier build left it: the superuser's password is not the one given now.
    Path data = settings.dataDirectory();
    Files.delete(data.resolve("superuser.sha256"));
    Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 trust\n");
    PostgresSettings changed =
        new PostgresSettings(
            data, PROGRAMS, settings.port(), settings.log(), Durability.FULL, 32, "another");
    try (PostgresServer again = PostgresServer.start(changed)) {
      again.databases().ensure("kept", KEEPER, new DatabaseAccount("worker", "anew"));
      assertThat(query(again, "kept", "select answer from fact", true)).isEqualTo("42");
      assertThatThrownBy(() ->
              DriverManager.getConnection(
                  again.databases().jdbcUrl("kept"), WORKER.name(), WORKER.password()))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void adoptsTheOneThatWasLeftRunning() {
    PostgresSettings settings = settings(Ports.free(1).getFirst());
    PostgresServer leftRunning = PostgresServer.start(settings);
    try (PostgresServer adopting = PostgresServer.start(settings)) {
      assertThat(adopting.adopted()).isTrue();
      assertThat(adopting.process()).isEqualTo(leftRunning.process());
    }
    assertThat(leftRunning.process().isAlive()).isFalse();
  }

  @Test
  void saysThatItsPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
      PostgresSettings settings = settings(taken.getLocalPort());

      assertThatThrownBy(() -> PostgresServer.start(settings))
          .isInstanceOf(ServerDidNotStart.class)
          .hasMessage(
              "PostgreSQL cannot listen on port " + taken.getLocalPort() + ": it is in use.");
    }
  }

  private PostgresSettings settings(int port) {
    return new PostgresSettings(
        directory.resolve("data"),
        PROGRAMS,
        port,
        directory.resolve("postgres.log"),
        Durability.FULL,
        32,
        "super");
  }

  private static String query(PostgresServer server, String database, String sql, boolean rows)
      throws SQLException {
    String url = server.databases().jdbcUrl(database);
    try (Connection connection =
            DriverManager.getConnection(url, KEEPER.name(), KEEPER.password());
        Statement statement = connection.createStatement()) {
      if (!rows) {
        statement.execute(sql);
        return "";
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        result.next();
        return result.getString(1);
      }
    }
  }
}

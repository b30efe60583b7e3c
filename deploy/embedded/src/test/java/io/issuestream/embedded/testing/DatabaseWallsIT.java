package io.issuestream.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.embedded.DatabaseAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application's account may do in its own database, and that it may nothing elsewhere. */
class DatabaseWallsIT {

  private static final DatabaseAccount OWNER = new DatabaseAccount("wall_owner", "owns");
  private static final DatabaseAccount APPLICATION = new DatabaseAccount("wall_app", "applies");
  private static final DatabaseAccount OTHER_OWNER = new DatabaseAccount("wall_other", "owns-it");
  private static final DatabaseAccount OTHER = new DatabaseAccount("wall_other_app", "applies-it");

  private static TestDatabase own;
  private static TestDatabase other;

  @BeforeAll
  static void make() throws SQLException {
    own = TestServers.get().newDatabase("own", OWNER, APPLICATION);
    other = TestServers.get().newDatabase("other", OTHER_OWNER, OTHER);
    migrate(own);
    migrate(other);
  }

  private static void migrate(TestDatabase database) throws SQLException {
    run(
        database,
        database.owner(),
        """
        create table fact (team_id text not null, id bigint generated always as identity, what text);
        create sequence numbers;
        alter table fact enable row level security, force row level security;
        create policy teams on fact using (team_id = current_setting('issuestream.teams', true))
        """);
  }

  @Test
  void readsAndWritesItsOwnRows() throws SQLException {
    run(
        own,
        APPLICATION,
        """
        set issuestream.teams = 'alpha';
        insert into fact (team_id, what) values ('alpha', 'seen' || nextval('numbers'));
        update fact set what = what || '!'
        """);

    assertThat(
            read(own, APPLICATION, "set issuestream.teams = 'alpha'", "select count(*) from fact"))
        .isNotEqualTo("0");
    assertThat(read(own, APPLICATION, "select 1", "select count(*) from fact")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table mine (id int)",
        "create temporary table mine (id int)",
        "create schema mine",
        "drop table fact",
        "truncate fact",
        "alter table fact add column more text",
        "alter table fact disable row level security",
        "alter table fact no force row level security",
        "drop policy teams on fact",
        "create policy everyone on fact using (true)",
        "alter role wall_app bypassrls",
        "alter role wall_app superuser",
        "set role wall_owner",
        "set role wall_other_app",
        "grant wall_owner to wall_app",
        "set row_security = off; select * from fact",
        "copy fact to program 'cat'",
        "select pg_read_file('/etc/passwd')"
      })
  void isRefusedWhatIsNotForAnApplication(String statement) {
    assertThatThrownBy(() -> run(own, APPLICATION, statement)).isInstanceOf(SQLException.class);
  }

  @Test
  void doesNotGetIntoAnotherServicesDatabase() {
    assertThatThrownBy(() -> run(other, APPLICATION, "select 1"))
        .hasMessageContaining("permission denied for database");
    assertThatThrownBy(() -> run(other, OWNER, "select 1"))
        .hasMessageContaining("permission denied for database");
    assertThatCode(() -> run(other, OTHER, "select 1")).doesNotThrowAnyException();
  }

  private static void run(TestDatabase database, DatabaseAccount account, String sql)
      throws SQLException {
    try (Connection connection = connect(database, account);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(
      TestDatabase database, DatabaseAccount account, String before, String query)
      throws SQLException {
    try (Connection connection = connect(database, account);
        Statement statement = connection.createStatement()) {
      statement.execute(before);
      try (ResultSet rows = statement.executeQuery(query)) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private static Connection connect(TestDatabase database, DatabaseAccount account)
      throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), account.name(), account.password());
  }
}

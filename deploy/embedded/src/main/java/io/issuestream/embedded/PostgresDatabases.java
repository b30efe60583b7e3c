package io.issuestream.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes databases with two accounts each: one that owns it and migrates it, and one that the
 * application works with, which reads and writes rows and nothing else. Both are ordinary accounts:
 * row-level security, which a superuser would pass by unseen, then holds in tests and on laptops as
 * it does in production.
 */
public final class PostgresDatabases {

  private final int port;
  private final DatabaseAccount superuser;

  PostgresDatabases(int port, DatabaseAccount superuser) {
    this.port = port;
    this.superuser = superuser;
  }

  /** The databases of a server that another process started. */
  public static PostgresDatabases on(int port, String superuserPassword) {
    return new PostgresDatabases(port, DatabaseAccount.superuser(superuserPassword));
  }

  /**
   * Makes the database and its accounts where they are missing, and gives each account its password
   * and its rights; data that is there stays as it is.
   */
  public void ensure(String database, DatabaseAccount owner, DatabaseAccount application) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      // Several processes may want the same accounts at once; the connection's end lets go.
      statement.execute("select pg_advisory_lock(hashtext('issuestream accounts'))");
      ensureAccount(connection, owner);
      ensureAccount(connection, application);
      // A migration that changes rows is for every team.
      statement.execute("alter role %s set issuestream.teams = '*'".formatted(owner.name()));
      if (!exists(connection, "select 1 from pg_database where datname = ?", database)) {
        statement.execute(
            "create database %s owner %s"
                .formatted(DatabaseAccount.requirePlain(database), owner.name()));
      }
      grant(database, owner, application);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String r2dbcUrl(String database) {
    return "r2dbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static void ensureAccount(Connection connection, DatabaseAccount account)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (!exists(connection, "select 1 from pg_roles where rolname = ?", account.name())) {
        statement.execute("create role " + account.name());
      }
      statement.execute(
          """
          alter role %s login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s'
          """
              .formatted(account.name(), account.password()));
    }
  }

  private void grant(String database, DatabaseAccount owner, DatabaseAccount application)
      throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          revoke all on database ${database} from public;
          grant connect on database ${database} to ${application};
          revoke all on schema public from public;
          grant usage on schema public to ${application};
          alter default privileges for role ${owner} in schema public
            grant select, insert, update, delete on tables to ${application};
          alter default privileges for role ${owner} in schema public
            grant usage, select on sequences to ${application};
          grant select, insert, update, delete on all tables in schema public to ${application};
          grant usage, select on all sequences in schema public to ${application};
          do $$ begin
            if to_regclass('public.databasechangelog') is not null then
              revoke all on databasechangelog from ${application};
            end if;
            -- Of databases that were migrated by an earlier build.
            if to_regclass('public.databasechangeloglock') is not null then
              revoke all on databasechangeloglock from ${application};
            end if;
          end $$;
          """
              .replace("${database}", DatabaseAccount.requirePlain(database))
              .replace("${owner}", owner.name())
              .replace("${application}", application.name()));
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), superuser.name(), superuser.password());
  }

  private IllegalStateException failed(SQLException cause) {
    return new IllegalStateException(
        "PostgreSQL on port " + port + ": " + cause.getMessage(), cause);
  }
}

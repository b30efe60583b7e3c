package io.issuestream.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * Makes databases with an owner each. Owners are ordinary accounts: row-level security, which a
 * superuser would pass by unseen, then holds in tests and on laptops as it does in production.
 */
public final class PostgresDatabases {
  static final String SUPERUSER = "postgres";

  /**
   * What fits into a statement without quoting, whatever its case; 63 bytes is PostgreSQL's limit.
   */
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final int port;

  PostgresDatabases(int port) {
    this.port = port;
  }

  /** The databases of a server that another process started. */
  public static PostgresDatabases on(int port) {
    return new PostgresDatabases(port);
  }

  /** Makes the database and its owner where they are missing; what is there stays as it is. */
  public void ensure(String database, String owner) {
    ensureOwner(owner);
    if (!exists("select 1 from pg_database where datname = ?", database)) {
      execute("create database " + plain(database) + " owner " + plain(owner));
    }
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String r2dbcUrl(String database) {
    return "r2dbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private void ensureOwner(String owner) {
    if (!exists("select 1 from pg_roles where rolname = ?", owner)) {
      // Two processes may find it missing at once; the second one's failure is then what it wanted.
      execute(
          "do $$ begin create role %s login; exception when duplicate_object or unique_violation then null; end $$"
              .formatted(plain(owner)));
    }
  }

  private boolean exists(String query, String name) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl("postgres") + "?user=" + SUPERUSER);
  }

  private static String plain(String name) {
    if (!PLAIN_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no plain PostgreSQL name (a-z, 0-9, _).");
    }
    return name;
  }

  private IllegalStateException failed(SQLException cause) {
    return new IllegalStateException(
        "PostgreSQL on port " + port + ": " + cause.getMessage(), cause);
  }
}

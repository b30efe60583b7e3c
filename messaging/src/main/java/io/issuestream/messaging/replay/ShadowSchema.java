package io.issuestream.messaging.replay;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;

/**
 * A schema beside the live one, in the same database, made and dropped by the database's owner. The
 * application's account gets in it what it has in the live one.
 *
 * <p>A lock that dies with the owner's session tells whether a shadow is still somebody's; what a
 * killed replay left is dropped by the next.
 */
final class ShadowSchema implements AutoCloseable {

  private static final String PREFIX = "shadow_";

  private final Connection owner;
  private final String name;
  private final String application;

  private ShadowSchema(Connection owner, String name, String application) {
    this.owner = owner;
    this.name = name;
    this.application = application;
  }

  /** Makes an empty one, and drops those that nobody has any more. */
  static ShadowSchema create(Environment environment) {
    String url = environment.getRequiredProperty("spring.liquibase.url");
    String application = environment.getRequiredProperty("spring.r2dbc.username");
    try {
      Connection owner =
          DriverManager.getConnection(
              url,
              environment.getRequiredProperty("spring.liquibase.user"),
              environment.getRequiredProperty("spring.liquibase.password"));
      try {
        dropAbandoned(owner);
        String name = PREFIX + Long.toString(new SecureRandom().nextLong() >>> 1, 36);
        var schema = new ShadowSchema(owner, name, application);
        schema.make();
        return schema;
      } catch (SQLException failure) {
        owner.close();
        throw failure;
      }
    } catch (SQLException failure) {
      throw new ReplayStopped("The shadow could not be made: " + failure.getMessage(), failure);
    }
  }

  String name() {
    return name;
  }

  private void make() throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtextextended('" + name + "', 0))");
      statement.execute(
          """
          create schema ${shadow};
          grant usage on schema ${shadow} to ${application};
          alter default privileges in schema ${shadow}
            grant select, insert, update, delete on tables to ${application};
          alter default privileges in schema ${shadow}
            grant usage, select on sequences to ${application};
          """
              .replace("${shadow}", CompareSql.quoted(name))
              .replace("${application}", CompareSql.quoted(application)));
    }
  }

  /** Adds what the replay itself keeps, behind the same wall, once the service's tables stand. */
  void addBooks() {
    execute(
        """
        set search_path to ${shadow};
        create unlogged table replay_difference (
          round int not null, table_name text not null, team_id text not null, key jsonb not null,
          live jsonb, rebuilt jsonb, settled boolean not null, certain boolean not null default false);
        create index on replay_difference (table_name, team_id, key);
        create unlogged table replay_published (
          topic text not null, message_key text not null, team_id text not null,
          type text not null, data bytea, primary key (topic, message_key));
        call wall_off_teams();
        """);
  }

  /** Gives the planner its statistics: everything came at once. */
  void analyze(List<String> tables) {
    tables.forEach(table -> execute("analyze " + CompareSql.quoted(name) + "." + table));
  }

  private void execute(String sql) {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql.replace("${shadow}", CompareSql.quoted(name)));
    } catch (SQLException failure) {
      throw new ReplayStopped("The shadow " + name + ": " + failure.getMessage(), failure);
    }
  }

  private static void dropAbandoned(Connection owner) throws SQLException {
    for (String schema : shadows(owner)) {
      try (PreparedStatement free =
          owner.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
        free.setString(1, schema);
        try (ResultSet row = free.executeQuery()) {
          if (row.next() && row.getBoolean(1)) {
            drop(owner, schema);
          }
        }
      }
    }
  }

  private static List<String> shadows(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select nspname from pg_namespace where nspname ~ '^shadow_[0-9a-z]+$'")) {
      var names = new ArrayList<String>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static void drop(Connection owner, String schema) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("drop schema if exists " + CompareSql.quoted(schema) + " cascade");
    }
  }

  /** Drops it with all that is in it. */
  @Override
  public void close() {
    try (Connection ending = owner) {
      drop(ending, name);
    } catch (SQLException failure) {
      throw new ReplayStopped(
          "The shadow " + name + " could not be dropped: " + failure.getMessage(), failure);
    }
  }
}

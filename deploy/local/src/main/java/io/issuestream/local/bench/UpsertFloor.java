package io.issuestream.local.bench;

import io.issuestream.embedded.PostgresDatabases;
import io.issuestream.local.parts.DatabaseAccounts;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Storing alone: the same number of rows with the same bytes, in sets, into one table with a key.
 */
record UpsertFloor(FloorPlace place, Samples samples) {
  private static final String DATABASE = "bench";
  private static final int BATCH = 500;

  /**
   * Bytes travel as one value and are cut apart by the server: arrays of {@code bytea} cost twice
   * that.
   */
  private static final String UPSERT =
      """
      insert into floor_issue as f (team_id, id, revision, issue_key, event, raw)
      select $1, t.id, 1, t.issue_key, substring($4 from t.e_at for t.e_size), substring($5 from t.r_at for t.r_size)
      from unnest($2::bigint[], $3::text[], $6::int[], $7::int[], $8::int[], $9::int[])
        as t(id, issue_key, e_at, e_size, r_at, r_size)
      on conflict (team_id, id) do update
        set revision = excluded.revision, issue_key = excluded.issue_key, event = excluded.event, raw = excluded.raw
        where f.revision < excluded.revision
      """;

  Floor measure() {
    DatabaseAccounts accounts = place.accounts();
    accounts.giveTo(
        PostgresDatabases.on(place.postgresPort(), accounts.superuserPassword()), DATABASE);
    try (Sql sql = Sql.connect(place, DATABASE)) {
      sql.execute("drop table if exists floor_issue");
      sql.execute(
          """
          create table floor_issue (
            team_id text not null, id bigint not null, revision bigint not null, issue_key text not null,
            event bytea not null, raw bytea not null, primary key (team_id, id))
          """);
      sql.execute(
          "alter table floor_issue alter column event set storage external, alter column raw set storage external");
      upsert(sql, "warm", place.warmIssues());
      return Floor.of("unnest upsert", () -> upsert(sql, "floor", place.issues()));
    }
  }

  private Map<String, Double> upsert(Sql sql, String team, int rows) {
    long bytes = 0;
    for (int from = 0; from < rows; from += BATCH) {
      Batch batch = new Batch(from, Math.min(BATCH, rows - from));
      bytes += batch.fill(samples);
      long written = batch.write(sql, team);
      if (written != batch.ids.length) {
        throw new IllegalStateException(
            "Only " + written + " of " + batch.ids.length + " rows were written.");
      }
    }
    return Map.of("rows", (double) rows, "bytes", bytes / (double) Math.max(1, rows));
  }

  /** Rows as columns. */
  private static final class Batch {
    private final int from;
    private final Long[] ids;
    private final String[] keys;
    private final Slices events;
    private final Slices raws;

    Batch(int from, int size) {
      this.from = from;
      this.ids = new Long[size];
      this.keys = new String[size];
      this.events = new Slices(size);
      this.raws = new Slices(size);
    }

    long fill(Samples samples) {
      for (int i = 0; i < ids.length; i++) {
        ids[i] = 10_000L + from + i;
        keys[i] = "FLOOR-" + (from + i);
        events.put(i, samples.event(from + i));
        raws.put(i, samples.raw(from + i));
      }
      return (long) events.bytes.size() + raws.bytes.size();
    }

    long write(Sql sql, String team) {
      return sql.update(
          UPSERT,
          team,
          ids,
          keys,
          events.bytes.toByteArray(),
          raws.bytes.toByteArray(),
          events.at,
          events.size,
          raws.at,
          raws.size);
    }
  }

  /** Many values in one, counted from 1 as {@code substring} does. */
  private static final class Slices {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Integer[] at;
    private final Integer[] size;

    Slices(int count) {
      this.at = new Integer[count];
      this.size = new Integer[count];
    }

    void put(int place, byte[] value) {
      at[place] = bytes.size() + 1;
      size[place] = value.length;
      bytes.writeBytes(value);
    }
  }
}

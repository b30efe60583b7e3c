package io.issuestream.edge.holding;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Counts and sums what is held, in the database: no row leaves it but those asked for by name. */
final class Holdings {

  private final DatabaseClient database;

  Holdings(DatabaseClient database) {
    this.database = database;
  }

  /** What a team has, one item a project. */
  Flux<Held> held(String teamId, Holding holding) {
    return database
        .sql(
            """
            select project, count(*) as held, count(*) filter (where gone) as gone,
              case when bool_or(hidden is not null) then count(*) filter (where hidden) end as hidden,
              (sum(('x' || left(md5(id || ':' || revision || ':' || gone::text), 15))::bit(60)::bigint)
                %% 1152921504606846976)::text as checksum,
              (sum(('x' || content)::bit(60)::bigint) %% 1152921504606846976)::text as content
            from (%s) h group by project order by project
            """
                .formatted(holding.rows()))
        .bind(0, teamId)
        .map(row ->
            new Held(
                holding.topic().topicName(),
                required(row, "project", String.class),
                required(row, "held", Long.class),
                required(row, "gone", Long.class),
                row.get("hidden", Long.class),
                required(row, "checksum", String.class),
                row.get("content", String.class)))
        .all();
  }

  /**
   * The aggregates themselves, by id.
   *
   * @param project null for all
   * @param after the id after which to begin; empty for the first
   */
  Flux<Entry> entries(
      String teamId, Holding holding, @Nullable String project, String after, int limit) {
    return database
        .sql(
            """
            select id, project, revision, gone, content from (%s) h
            where ($2::text is null or project = $2) and id collate "C" > $3
            order by id collate "C" limit $4
            """
                .formatted(holding.rows()))
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, project))
        .bind(2, after)
        .bind(3, limit)
        .map(row ->
            new Entry(
                required(row, "id", String.class),
                required(row, "project", String.class),
                required(row, "revision", Long.class),
                required(row, "gone", Boolean.class),
                row.get("content", String.class)))
        .all();
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}

package io.issuestream.matching.erasure;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.erasure.ErasureReport;
import io.issuestream.contracts.erasure.ErasureReported;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.messaging.EventJson;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of erasures and what came back. */
@Repository
class RequestedErasures {

  private final DatabaseClient database;

  RequestedErasures(DatabaseClient database) {
    this.database = database;
  }

  /** One that was asked for. */
  record Erasure(
      String erasureId, boolean wholeTeam, Instant requestedAt, @Nullable Instant completedAt) {}

  /**
   * Keeps one.
   *
   * @param request of a person, else null
   */
  Mono<Void> add(
      String teamId, String erasureId, Instant at, @Nullable PersonErasureRequested request) {
    return database
        .sql(
            """
            insert into erasure (team_id, erasure_id, whole_team, requested_at, request)
            values ($1, $2, $3, $4, convert_to($5, 'UTF8'))
            """)
        .bind(0, teamId)
        .bind(1, erasureId)
        .bind(2, request == null)
        .bind(3, at)
        .bind(
            4,
            Parameters.in(
                R2dbcType.VARCHAR,
                request == null
                    ? null
                    : new String(EventJson.write(request), StandardCharsets.UTF_8)))
        .then();
  }

  Mono<Erasure> one(String teamId, String erasureId) {
    return database
        .sql(
            """
            select erasure_id, whole_team, requested_at, completed_at from erasure
            where team_id = $1 and erasure_id = $2
            """)
        .bind(0, teamId)
        .bind(1, erasureId)
        .map(row ->
            new Erasure(
                required(row, "erasure_id", String.class),
                required(row, "whole_team", Boolean.class),
                required(row, "requested_at", Instant.class),
                row.get("completed_at", Instant.class)))
        .one();
  }

  /** Keeps what a service reported. */
  Mono<Void> report(ErasureReported reported) {
    return database
        .sql(
            """
            insert into erasure_report (team_id, erasure_id, service, data)
            select $1, $2, $3, convert_to($4, 'UTF8')
            where exists (select 1 from erasure where team_id = $1 and erasure_id = $2)
            on conflict (team_id, erasure_id, service) do update set data = excluded.data
            """)
        .bind(0, reported.teamId())
        .bind(1, reported.report().erasureId())
        .bind(2, reported.report().service())
        .bind(3, new String(EventJson.write(reported), StandardCharsets.UTF_8))
        .then();
  }

  Flux<ErasureReport> reports(String teamId, String erasureId) {
    return database
        .sql(
            """
            select data from erasure_report where team_id = $1 and erasure_id = $2 order by service
            """)
        .bind(0, teamId)
        .bind(1, erasureId)
        .map(row -> event(row, "data", ErasureReported.class).report())
        .all();
  }

  /**
   * Closes an erasure of which so many services have reported; who it was is forgotten.
   *
   * @return the request, of a person's only; empty where services are missing, or it was closed
   */
  Mono<PersonErasureRequested> complete(String teamId, String erasureId, int services) {
    return database
        .sql(
            """
            with open as (
              select request from erasure where team_id = $1 and erasure_id = $2 and completed_at is null for update),
            closed as (
              update erasure set completed_at = clock_timestamp(), request = null
              where team_id = $1 and erasure_id = $2 and completed_at is null
                and $3 <= (select count(*) from erasure_report where team_id = $1 and erasure_id = $2)
              returning 1)
            select convert_from(open.request, 'UTF8') as request from open, closed
            """)
        .bind(0, teamId)
        .bind(1, erasureId)
        .bind(2, services)
        .map(row -> Optional.ofNullable(row.get("request", String.class)))
        .one()
        .flatMap(Mono::justOrEmpty)
        .map(json ->
            EventJson.read(json.getBytes(StandardCharsets.UTF_8), PersonErasureRequested.class));
  }

  private static <E extends Event> E event(Readable row, String column, Class<E> type) {
    ByteBuffer bytes = required(row, column, ByteBuffer.class);
    byte[] json = new byte[bytes.remaining()];
    bytes.get(json);
    return EventJson.read(json, type);
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}

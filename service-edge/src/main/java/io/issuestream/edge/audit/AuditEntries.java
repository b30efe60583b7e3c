package io.issuestream.edge.audit;

import io.issuestream.edge.Role;
import io.issuestream.tenancy.TeamScope;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of audit entries. */
final class AuditEntries {

  /** Few enough that a delete never holds its locks for long. */
  private static final int SWEEP_BATCH = 10_000;

  private final DatabaseClient database;

  AuditEntries(DatabaseClient database) {
    this.database = database;
  }

  /** A place in the list, newest first. */
  record Place(Instant at, UUID entryId) {}

  Mono<Void> add(AuditEntry entry) {
    return database
        .sql(
            """
            insert into audit_entry (team_id, subject, roles, home_team, acting_for, action, target,
              outcome, status, client_address)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """)
        .bind(0, entry.teamId())
        .bind(1, entry.subject())
        .bind(2, entry.roles().stream().map(Role::toString).sorted().toArray(String[]::new))
        .bind(3, Parameters.in(R2dbcType.VARCHAR, entry.homeTeam()))
        .bind(4, entry.actingFor())
        .bind(5, entry.action())
        .bind(6, entry.target())
        .bind(7, entry.outcome().name().toLowerCase(Locale.ROOT))
        .bind(8, entry.status())
        .bind(9, entry.clientAddress())
        .fetch()
        .rowsUpdated()
        .then()
        .contextWrite(TeamScope.of(entry.teamId()));
  }

  /** A team's entries, newest first. */
  Flux<AuditView> list(String teamId, @Nullable Place after, int most) {
    return database
        .sql(
            """
            select entry_id, at, subject, roles, home_team, acting_for, action, target, outcome,
              status, client_address
            from audit_entry
            where team_id = $1 and ($2::timestamptz is null or (at, entry_id) < ($2, $3))
            order by at desc, entry_id desc limit $4
            """)
        .bind(0, teamId)
        .bind(
            1, Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, after == null ? null : after.at()))
        .bind(2, Parameters.in(PostgresqlObjectId.UUID, after == null ? null : after.entryId()))
        .bind(3, most)
        .map(AuditEntries::view)
        .all();
  }

  /** Deletes what is older, of every team; answers how many there were. */
  Mono<Long> deleteOlderThan(Duration age) {
    return deleteBatch(age)
        .expand(deleted -> deleted < SWEEP_BATCH ? Mono.<Long>empty() : deleteBatch(age))
        .reduce(0L, Long::sum)
        .contextWrite(TeamScope.system());
  }

  private Mono<Long> deleteBatch(Duration age) {
    return database
        .sql(
            """
            delete from audit_entry where ctid in (
              select ctid from audit_entry
              where at < clock_timestamp() - make_interval(secs => $1)
              limit $2 for update skip locked)
            """)
        .bind(0, (double) age.toSeconds())
        .bind(1, SWEEP_BATCH)
        .fetch()
        .rowsUpdated();
  }

  private static AuditView view(Readable row) {
    return new AuditView(
        required(row, "entry_id", UUID.class),
        required(row, "at", Instant.class),
        required(row, "subject", String.class),
        List.of(required(row, "roles", String[].class)),
        row.get("home_team", String.class),
        required(row, "acting_for", Boolean.class),
        required(row, "action", String.class),
        required(row, "target", String.class),
        required(row, "outcome", String.class),
        required(row, "status", Integer.class),
        required(row, "client_address", String.class));
  }

  private static <T> T required(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}

package io.issuestream.sync.run;

import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.sync.sql.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The runs. Every change of one that has ended fails with {@link RunEnded}. */
@Repository
public class SyncRuns {

  /** The channel on which a commit tells that a run waits. */
  public static final String CHANNEL = "issuestream_sync_runs";

  private final DatabaseClient database;

  SyncRuns(DatabaseClient database) {
    this.database = database;
  }

  /**
   * Asks for a run of each project meant. A project that has one keeps it; if that waits for its
   * next try and somebody waits for it, it is tried at once, and if it would read less than is
   * asked for now, another follows it. A project never read whole goes on where its last run
   * stopped.
   */
  public Mono<Void> request(RunRequest request) {
    return database
        .sql(
            """
            insert into sync_run as r
              (team_id, run_id, connection_id, project_id, project_key, full_run, trigger, users, since, stage,
               field_basis, server_time, high_water, requested_at, next_attempt_at)
            select p.team_id, gen_random_uuid(), p.connection_id, p.project_id, p.project_key,
                   $4 or p.watermark is null, $3, $6 or p.watermark is null, $5::timestamptz, 'PENDING',
                   l.field_basis, l.server_time, l.high_water, clock_timestamp(), clock_timestamp()
            from tracked_project p
            left join lateral (
              select * from sync_run x
              where x.team_id = p.team_id and x.project_id = p.project_id and x.connection_id = p.connection_id
              order by x.requested_at desc limit 1) l
              on not $4 and p.watermark is null and l.full_run and l.finished_at is not null
            where p.active and ($1 = '*' or p.team_id = $1) and ($2::text is null or p.project_id = $2)
            on conflict (team_id, project_id) where finished_at is null do update
              set next_attempt_at =
                    case when $7 then least(r.next_attempt_at, clock_timestamp()) else r.next_attempt_at end,
                  follow_up_trigger =
                    case when excluded.full_run and not r.full_run or excluded.since < r.since
                           or excluded.since is not null and r.since is null and not r.full_run
                      then excluded.trigger else r.follow_up_trigger end,
                  follow_up_full = r.follow_up_full or excluded.full_run and not r.full_run,
                  follow_up_since =
                    case when r.full_run then null else least(r.follow_up_since, excluded.since) end
            """)
        .bind(0, request.teamId())
        .bind(1, Value.orNull(request.projectId(), String.class))
        .bind(2, request.trigger().name())
        .bind(3, request.full())
        .bind(4, Value.orNull(request.since(), Instant.class))
        .bind(5, request.users())
        .bind(6, request.urgent())
        .fetch()
        .rowsUpdated()
        .then(wake());
  }

  /** Remembers a request; false where it was taken before. */
  public Mono<Boolean> takeRequest(String teamId, String requestId) {
    return database
        .sql(
            """
            with old as (delete from sync_request where taken_at < clock_timestamp() - interval '30 days')
            insert into sync_request (team_id, request_id) values ($1, $2) on conflict do nothing
            """)
        .bind(0, teamId)
        .bind(1, requestId)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  /** Wakes the workers once the surrounding transaction commits. */
  public Mono<Void> wake() {
    return database.sql("select pg_notify($1, '')").bind(0, CHANNEL).fetch().all().then();
  }

  /**
   * The runs that could go on now by this holder: of the connections it has first, then of those
   * nobody has, the longest waiting first.
   *
   * @param perConnection so that a connection with many waiting runs hides no other
   */
  public Flux<SyncRun> due(UUID holder, Collection<UUID> excluded, int perConnection, int limit) {
    return database
        .sql(
            """
            select d.* from (
              select r.*, l.holder = $1 as held,
                row_number() over (partition by r.team_id, r.connection_id order by r.requested_at) as place
              from sync_run r
              join jira_connection c on c.team_id = r.team_id and c.connection_id = r.connection_id and c.active
              join jira_credential k on k.team_id = r.team_id and k.connection_id = r.connection_id
              left join connection_lease l on l.team_id = r.team_id and l.connection_id = r.connection_id
              where r.finished_at is null and r.next_attempt_at <= clock_timestamp()
                and (l.epoch is null or l.holder = $1 or l.expires_at < clock_timestamp())
                and r.run_id <> all($2)) d
            where d.place <= $3
            order by d.held desc nulls last, d.requested_at limit $4
            """)
        .bind(0, holder)
        .bind(1, excluded.toArray(UUID[]::new))
        .bind(2, perConnection)
        .bind(3, limit)
        .map(SyncRun::of)
        .all();
  }

  /** Starts a try, or goes on with one that was cut short. */
  public Mono<SyncRun> begin(SyncRun run) {
    return update(
        run,
        """
        set stage = case when stage = 'PENDING' then 'USERS' else stage end,
            started_at = coalesce(started_at, clock_timestamp()), error = null
        """,
        spec -> spec);
  }

  /**
   * Notes what is known before the first page.
   *
   * @param fieldBasis fingerprint of the fields that issues are read with from now on
   * @param fromStart whether what the checkpoint says was read does not count
   */
  public Mono<SyncRun> prepared(
      SyncRun run, @Nullable Long total, boolean full, String fieldBasis, boolean fromStart) {
    return update(
        run,
        """
        set stage = 'ISSUES', total = coalesce($3, total), full_run = $4, field_basis = $5,
            server_time = case when $6 then null else server_time end
        """,
        spec ->
            spec.bind(2, Value.orNull(total, Long.class))
                .bind(3, full)
                .bind(4, fieldBasis)
                .bind(5, fromStart));
  }

  /** Counts a page; part of its transaction. */
  public Mono<SyncRun> advance(SyncRun run, Checkpoint page) {
    return update(
        run,
        """
        set high_water = greatest(high_water, $3::timestamptz),
            created = created + $4, updated = updated + $5, unchanged = unchanged + $6, failed = failed + $7,
            api_calls = api_calls + $8, server_time = least(server_time, $9::timestamptz)
        """,
        spec ->
            spec.bind(2, Value.orNull(page.highWater(), Instant.class))
                .bind(3, page.counts().created())
                .bind(4, page.counts().updated())
                .bind(5, page.counts().unchanged())
                .bind(6, page.counts().failed())
                .bind(7, page.apiCalls())
                .bind(8, Value.orNull(page.serverTime(), Instant.class)));
  }

  /** Counts issues that were found to be deleted. */
  public Mono<SyncRun> deleted(SyncRun run, int deleted) {
    return update(run, "set deleted = deleted + $3", spec -> spec.bind(2, deleted));
  }

  /** Notes steps that failed without stopping the run. */
  public Mono<SyncRun> problem(SyncRun run, String problem) {
    return update(
        run,
        "set problems = case when $3 = any(problems) then problems else array_append(problems, $3) end",
        spec -> spec.bind(2, problem));
  }

  /** Everything is stored; the last events are leaving. */
  public Mono<SyncRun> publishing(SyncRun run, long apiCalls) {
    return update(
        run,
        "set stage = 'PUBLISHING', api_calls = api_calls + $3",
        spec -> spec.bind(2, apiCalls));
  }

  /** Ends the run; what was asked for meanwhile begins. */
  public Mono<SyncRun> end(SyncRun run, SyncStage stage, @Nullable String error, long apiCalls) {
    return update(
            run,
            "set stage = $3, finished_at = clock_timestamp(), error = $4, api_calls = api_calls + $5",
            spec ->
                spec.bind(2, stage.name())
                    .bind(3, Value.orNull(error, String.class))
                    .bind(4, apiCalls))
        .flatMap(row -> follow(row).thenReturn(row));
  }

  private Mono<Void> follow(SyncRun ended) {
    FollowUp next = ended.followUp();
    return next == null
        ? Mono.empty()
        : request(
            new RunRequest(
                ended.teamId(),
                ended.projectId(),
                next.trigger(),
                next.full(),
                next.since(),
                next.full()));
  }

  /** Has a failed run tried again after a wait. */
  public Mono<SyncRun> retry(SyncRun run, Duration wait, String error, long apiCalls) {
    return update(
        run,
        """
        set stage = 'PENDING', attempt = attempt + 1, next_attempt_at = clock_timestamp() + $3::interval,
            error = $4, api_calls = api_calls + $5
        """,
        spec -> spec.bind(2, wait.toString()).bind(3, error).bind(4, apiCalls));
  }

  /** Has a run go on later where it stands; it has not failed. */
  public Mono<SyncRun> postpone(SyncRun run, Duration wait, long apiCalls) {
    return update(
        run,
        "set next_attempt_at = clock_timestamp() + $3::interval, api_calls = api_calls + $4",
        spec -> spec.bind(2, wait.toString()).bind(3, apiCalls));
  }

  private Mono<SyncRun> update(
      SyncRun run, String changes, UnaryOperator<GenericExecuteSpec> parameters) {
    GenericExecuteSpec statement =
        database
            .sql(
                "update sync_run %s where team_id = $1 and run_id = $2 and finished_at is null returning *"
                    .formatted(changes))
            .bind(0, run.teamId())
            .bind(1, run.runId());
    return parameters
        .apply(statement)
        .map(SyncRun::of)
        .one()
        .switchIfEmpty(Mono.error(() -> new RunEnded(run.runId())));
  }

  /** A project's run that has not ended. */
  public Mono<SyncRun> active(String teamId, String projectId) {
    return database
        .sql(
            """
            select * from sync_run where team_id = $1 and project_id = $2 and finished_at is null for update
            """)
        .bind(0, teamId)
        .bind(1, projectId)
        .map(SyncRun::of)
        .one();
  }

  /** A connection's runs that have not ended. */
  public Mono<List<SyncRun>> activeOf(String teamId, String connectionId) {
    return database
        .sql(
            """
            select * from sync_run where team_id = $1 and connection_id = $2 and finished_at is null
            order by run_id for update
            """)
        .bind(0, teamId)
        .bind(1, connectionId)
        .map(SyncRun::of)
        .all()
        .collectList();
  }

  /** The database's clock. */
  public Mono<Instant> now() {
    return database.sql("select clock_timestamp()").mapValue(Instant.class).one();
  }
}

package io.issuestream.sync.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.jira.JiraFailure.PointsSpent;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.OAuthGrant;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.issuestream.tenancy.TeamScope;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Points over the real database, several workers at once; and runs that wait for them. */
class PointsIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int TOTAL = 10_000;

  private static SyncScene scene;
  private static Worker worker;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("points");
    scene.jira().generate(GenerateOptions.of(300, 5).in(List.of("PAY")));
    worker =
        Worker.start(
            scene, "issuestream.sync.points-per-hour=30000", "issuestream.sync.page-size=50");
  }

  @AfterAll
  static void stop() {
    worker.close();
    scene.close();
  }

  @Test
  void givesSeveralWorkersNoMoreThanThereIsAndStarvesNobody() {
    forget();
    SharedPoints one = points(Duration.ofDays(300));
    SharedPoints other = points(Duration.ofDays(300));
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger late = new AtomicInteger();
    spend(Flux.merge(drain(one, "busy", busy), drain(other, "busy", busy)));
    assertThat(busy.get()).as("a team alone").isBetween(TOTAL / 3, TOTAL);
    spend(Flux.merge(drain(other, "late", late), drain(one, "busy", busy)));
    assertThat(late.get()).as("one that comes later").isGreaterThan(100);
    assertThat(busy.get() + late.get()).isLessThanOrEqualTo(TOTAL);
    assertThat(
            sum("select sum(reserved)::bigint from team_points where team_id in ('busy','late')"))
        .isLessThanOrEqualTo(TOTAL)
        // What a team's last call at each worker cost beyond its part is owed.
        .isGreaterThanOrEqualTo(busy.get() + late.get() - 4 * 101);
  }

  @Test
  void beginsAnewWhenTheWindowTurns() {
    forget();
    SharedPoints points = points(Duration.ofSeconds(2));
    // More than two windows have; short waits are waited for.
    Duration took =
        Flux.range(0, 2 * TOTAL / 101 + 10)
            .concatMap(i -> points.take("turning/c", 101))
            .then()
            .thenReturn(1)
            .elapsed()
            .map(timed -> Duration.ofMillis(timed.getT1()))
            .block(LIMIT);
    assertThat(took).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
  }

  @Test
  void reservesInChunksAndGivesBackWhatIsNotUsed() {
    forget();
    SharedPoints points = points(Duration.ofDays(300));
    for (int i = 0; i < 40; i++) {
      points.take("thrifty/c", 101).block(LIMIT);
      points.correct("thrifty/c", -100);
    }
    long reserved = sum("select reserved from team_points where team_id = 'thrifty'");
    assertThat(reserved).as("40 calls of one point each").isBetween(40L, 400L);
    points.giveBackUnused(Duration.ZERO).block(LIMIT);
    assertThat(sum("select reserved from team_points where team_id = 'thrifty'")).isEqualTo(40);
  }

  @Test
  void letsARunWaitForPointsAndOtherConnectionsGoOn() {
    // Another team has taken nearly all of the hour's 27,000.
    execute(
        """
        insert into team_points values
          ('greedy', date_trunc('hour', clock_timestamp(), 'UTC'), 26950, clock_timestamp())
        """);
    OAuthGrant.connect(scene, "metered");
    scene.track("metered", "PAY");
    await().atMost(LIMIT).until(() -> waiting("metered"));
    assertThat(
            sum(
                "select count(*) from sync_run where team_id = 'metered' and attempt = 1"
                    + " and error is null and finished_at is null"
                    + " and array_to_string(problems, ' ') like '%used up for now%'"))
        .isEqualTo(1);
    assertThat(sum("select api_calls from sync_run where team_id = 'metered'")).isLessThan(8);
    scene.connect("exempt", JiraDeployment.CLOUD);
    scene.track("exempt", "PAY");
    SyncProgress done = scene.awaitCompleted("exempt", "PAY", 1).progress();
    assertThat(done.created()).isEqualTo(300);
    assertThat(worker.bean(MeterRegistry.class).get("issuestream.jira.points.left").gauge().value())
        .isLessThanOrEqualTo(50);

    readsNoListTwice();
  }

  /** A run that follows another asks for what may have changed, and for nothing else. */
  private static void readsNoListTwice() {
    // The first one that follows a full run asks for the account's time zone.
    scene.request("exempt", "PAY");
    scene.awaitCompleted("exempt", "PAY", 2);
    long lists = lists();
    long calls = calls();
    scene.request("exempt", "PAY");
    scene.awaitCompleted("exempt", "PAY", 3);
    assertThat(lists() - lists).as("fields, statuses, boards, configurations, myself").isZero();
    assertThat(calls() - calls).isBetween(2L, 5L);
  }

  private static long lists() {
    return List.of("/field", "/status", "/board", "/board/{id}/configuration", "/myself").stream()
        .mapToLong(end ->
            timers().stream()
                .filter(timer -> String.valueOf(timer.getId().getTag("endpoint")).endsWith(end))
                .mapToLong(Timer::count)
                .sum())
        .sum();
  }

  private static long calls() {
    return timers().stream().mapToLong(Timer::count).sum();
  }

  private static List<Timer> timers() {
    return List.copyOf(worker.bean(MeterRegistry.class).find("issuestream.jira.requests").timers());
  }

  private static boolean waiting(String team) {
    return sum(
            "select count(*) from sync_run where team_id = '"
                + team
                + "' and next_attempt_at > clock_timestamp() + interval '4 seconds'")
        == 1;
  }

  /** Spends as long as there is something to spend. */
  private static Mono<Void> drain(SharedPoints points, String team, AtomicInteger spent) {
    return points
        .take(team + "/c", 101)
        .then(Mono.fromRunnable(() -> spent.addAndGet(101)))
        .repeat()
        .then()
        .onErrorComplete(PointsSpent.class);
  }

  private static void spend(org.reactivestreams.Publisher<Void> work) {
    Flux.from(work).then().block(LIMIT);
  }

  private static SharedPoints points(Duration window) {
    var store =
        new TeamPoints(
            worker.bean(DatabaseClient.class),
            worker.bean(TransactionalOperator.class),
            TOTAL,
            window);
    return new SharedPoints(store, TOTAL, System::nanoTime, new SimpleMeterRegistry());
  }

  private static void forget() {
    execute("delete from team_points");
  }

  private static void execute(String statement) {
    worker
        .bean(DatabaseClient.class)
        .sql(statement)
        .then()
        .contextWrite(TeamScope.system())
        .block(LIMIT);
  }

  private static long sum(String query) {
    Long found =
        worker
            .bean(DatabaseClient.class)
            .sql(query)
            .mapValue(Long.class)
            .one()
            .contextWrite(TeamScope.system())
            .block(LIMIT);
    return found == null ? 0 : found;
  }
}

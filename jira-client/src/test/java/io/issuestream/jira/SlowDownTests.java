package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Asked;
import io.issuestream.jira.FakeJira.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each reason to slow down is obeyed exactly, by those it concerns and by nobody else. */
class SlowDownTests extends HttpTestBase {

  private static final String FIRST = "/rest/api/3/issue/7/changelog";
  private static final Reply FINE = Reply.json("{}");

  /** When Jira last asked to wait, and what came while it did. */
  private final AtomicLong told = new AtomicLong(Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({
    "jira-quota-global-based, everything",
    "jira-quota-tenant-based, everything",
    "jira-burst-based, endpoint",
    "jira-per-issue-on-write, issue",
    "jira-something-new, everything",
    "'', everything",
  })
  void sparesJiraWhatItAskedToBeSpared(String reason, String extent) {
    Predicate<Asked> concerned =
        switch (extent) {
          case "endpoint" -> asked -> asked.uri().endsWith("/changelog");
          case "issue" -> asked -> asked.uri().endsWith(FIRST);
          default -> asked -> true;
        };
    Reply wait = Reply.status(429, "{}").with("Retry-After", "1");
    Reply refusal = reason.isEmpty() ? wait : wait.with("RateLimit-Reason", reason);
    server.answers(asked -> {
      boolean firstTime = asked.uri().endsWith(FIRST) && told.get() == Long.MAX_VALUE;
      if (firstTime) {
        told.set(System.nanoTime());
      }
      return firstTime ? refusal : FINE;
    });
    JiraHttp path =
        ((RestJira) open(JiraKind.CLOUD, TOKEN, limits().withRequestsPerSecond(8))).http();
    get(path.get(JiraRequest.get("/warm")));

    Flux<JiraAnswer> changelogs =
        Flux.just(7L, 7L, 8L)
            .flatMap(id -> path.get(JiraRequest.get("/rest/api/3/issue/{id}/changelog").id(id)));
    get(
        Mono.when(changelogs, Flux.range(0, 2).flatMap(_ -> path.get(JiraRequest.get("/field"))))
            .thenReturn(1));

    List<Asked> after = server.asked().stream().filter(a -> millis(a) > 0).toList();
    assertThat(after).filteredOn(concerned).allMatch(asked -> millis(asked) >= 1000);
    assertThat(after)
        .filteredOn(concerned)
        .as("goes on at once when the wait is over")
        .anyMatch(asked -> millis(asked) < 1250);
    assertThat(after)
        .filteredOn(concerned.negate())
        .as("is not held up")
        .allMatch(asked -> millis(asked) < 900)
        .hasSize(
            switch (extent) {
              case "endpoint" -> 2;
              case "issue" -> 3;
              default -> 0;
            });
    assertThat(meters.get("issuestream.jira.waits").counter().count()).isEqualTo(1);
  }

  @Test
  void obeysAlsoWhenNoTryIsLeft() {
    server.answersInTurn(Reply.status(429, "{}").with("Retry-After", "1"), FINE);
    JiraLimits once =
        new JiraLimits(
            1000, 0, Duration.ZERO, Duration.ofSeconds(5), 1000, 5, Duration.ofSeconds(9));
    Jira jira = open(JiraKind.CLOUD, TOKEN, once);
    failure(JiraFailure.RateLimited.class, jira.serverInfo());
    get(jira.serverInfo());
    long between = server.asked().get(1).nanos() - server.asked().get(0).nanos();
    assertThat(TimeUnit.NANOSECONDS.toMillis(between)).isBetween(1000L, 1400L);
  }

  @Test
  void waitsForTheResetWhereNoTimeIsGivenOtherwise() {
    server.answersInTurn(
        Reply.status(429, "{}")
            .with("Date", "Tue, 03 Nov 2026 10:00:00 GMT")
            .with("X-RateLimit-Reset", "2026-11-03T10:00:01Z"),
        FINE);
    get(cloud().serverInfo());
    long between = server.asked().get(1).nanos() - server.asked().get(0).nanos();
    assertThat(TimeUnit.NANOSECONDS.toMillis(between)).isBetween(1000L, 1400L);
  }

  @Test
  void goesNoFasterThanDataCentersTokensCome() {
    server.answers(_ ->
        FINE.with("X-RateLimit-Limit", "10")
            .with("X-RateLimit-Remaining", "1")
            .with("X-RateLimit-Interval-Seconds", "1")
            .with("X-RateLimit-FillRate", "4"));
    Jira jira = dataCenter();
    get(jira.serverInfo());
    get(Flux.range(0, 2).flatMap(_ -> jira.serverInfo()).collectList());
    long between = server.asked().get(2).nanos() - server.asked().get(0).nanos();
    assertThat(TimeUnit.NANOSECONDS.toMillis(between)).isBetween(250L, 900L);
  }

  @Test
  void countsAnswersThatSayALimitIsNear() {
    server.answers(_ -> FINE.with("X-RateLimit-NearLimit", "true"));
    get(cloud().serverInfo());
    assertThat(meters.get("issuestream.jira.near-limit").counter().count()).isEqualTo(1);
  }

  @Test
  void takesAsLongAsAtlassianAsksWhereItGivesNoTime() {
    RetryWaits least = new RetryWaits(Duration.ofSeconds(2), () -> 0);
    RetryWaits most = new RetryWaits(Duration.ofSeconds(2), () -> 1);
    assertThat(least.afterSlowDown(1)).isEqualTo(Duration.ofMillis(1400));
    assertThat(most.afterSlowDown(1)).isEqualTo(Duration.ofMillis(2600));
    assertThat(least.afterSlowDown(3)).isEqualTo(Duration.ofMillis(5600));
    assertThat(most.afterSlowDown(20)).isEqualTo(Duration.ofSeconds(39));
    assertThat(most.afterFailure(Duration.ofSeconds(1), 2)).isEqualTo(Duration.ofSeconds(5));
  }

  private long millis(Asked asked) {
    return TimeUnit.NANOSECONDS.toMillis(asked.nanos() - told.get());
  }
}

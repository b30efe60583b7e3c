package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class JiraRetryTests extends HttpTestBase {

  private static final Reply FINE = Reply.json("{\"version\":\"1\"}");
  private static final Reply BROKEN = Reply.status(503, "{}");

  @Test
  void waitsAsLongAsJiraWishesWithEveryRequestOfTheConnection() {
    server.answersInTurn(Reply.status(429, "{}").with("Retry-After", "1"), FINE);
    Jira other = open(JiraKind.CLOUD, TOKEN);
    Mono<?> first = dataCenter().serverInfo();
    Mono<?> second = Mono.defer(other::serverInfo).delaySubscription(Duration.ofMillis(300));
    get(Mono.when(first, second).thenReturn(1));
    assertThat(server.asked()).hasSize(3);
    assertThat(millisBetween(0, 1)).isBetween(1000L, 1900L);
    assertThat(millisBetween(0, 2)).isBetween(1000L, 1900L);
    assertThat(counter.calls()).isEqualTo(3);
    assertThat(counter.retries()).isEqualTo(1);
  }

  @Test
  void understandsADateAsTheEndOfAPause() {
    ZonedDateTime until = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2).withNano(0);
    server.answersInTurn(
        Reply.status(429, "{}")
            .with("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(until)),
        FINE);
    get(cloud().serverInfo());
    assertThat(ZonedDateTime.now(ZoneOffset.UTC)).isAfterOrEqualTo(until);
  }

  @Test
  void comesBackAtOnceWhenThePauseIsTooLongToWait() {
    server.answers(_ ->
        Reply.status(429, "{}")
            .with("Retry-After", "3600")
            .with("RateLimit-Reason", "jira-quota-global-based"));
    JiraFailure.RateLimited limited = failure(JiraFailure.RateLimited.class, cloud().serverInfo());
    assertThat(limited.retryAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    failure(JiraFailure.RateLimited.class, cloud().serverInfo());
    assertThat(server.asked()).hasSize(1);
    assertThat(clients.state("connection").orElseThrow().pause())
        .isGreaterThan(Duration.ofMinutes(59));
  }

  @Test
  void backsOffByItselfWhenJiraDoesNotSayHowLong() {
    server.answersInTurn(Reply.status(429, "{}"), Reply.status(429, "{}"), FINE);
    Jira jira =
        open(
            JiraKind.CLOUD,
            TOKEN,
            new JiraLimits(
                1000,
                3,
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                1000,
                5,
                Duration.ofSeconds(9)));
    get(jira.serverInfo());
    assertThat(millisBetween(0, 1)).isGreaterThanOrEqualTo(100);
    assertThat(millisBetween(1, 2)).isGreaterThanOrEqualTo(200);
  }

  @Test
  void triesAgainAfterServerErrorsTimeOutsAndBrokenConnections() {
    server.answersInTurn(BROKEN, Reply.silence(), FINE);
    Jira jira =
        open(
            JiraKind.CLOUD,
            TOKEN,
            new JiraLimits(
                1000,
                2,
                Duration.ofMillis(5),
                Duration.ofMillis(300),
                1000,
                50,
                Duration.ofSeconds(9)));
    assertThat(get(jira.serverInfo()).version()).isEqualTo("1");
    server.answersInTurn(Reply.json("{\"version\":\"12345\"}").cutTo(9), FINE);
    assertThat(get(jira.serverInfo()).version()).isEqualTo("1");
    assertThat(counter.calls()).isEqualTo(5);
    assertThat(counter.retries()).isEqualTo(3);
    assertThat(meters.get("issuestream.jira.retries").counters()).isNotEmpty();
  }

  @Test
  void givesUpAfterTheLastRetryWithTheFactItself() {
    server.answers(_ -> BROKEN);
    JiraFailure.JiraUnavailable down =
        failure(JiraFailure.JiraUnavailable.class, cloud().serverInfo());
    assertThat(down).hasMessageContaining("503").hasMessageContaining("/rest/api/3/serverInfo");
    assertThat(server.asked()).hasSize(3);
    server.answers(_ -> Reply.silence());
    Jira hasty =
        open(
            JiraKind.CLOUD,
            TOKEN,
            new JiraLimits(
                1000, 0, Duration.ZERO, Duration.ofMillis(100), 1000, 50, Duration.ofSeconds(9)));
    failure(JiraFailure.JiraTimedOut.class, hasty.serverInfo());
  }

  @Test
  void saysThatNobodyAnswersAtTheAddress() {
    server.close();
    JiraFailure.JiraUnavailable down =
        failure(JiraFailure.JiraUnavailable.class, cloud().serverInfo());
    assertThat(down).hasMessageContaining("cannot be reached");
    assertThat(counter.calls()).isEqualTo(3);
  }

  @Test
  void doesNotRepeatWhatWillFailAgain() {
    for (int status : List.of(400, 401, 403, 404, 410, 413)) {
      server.asked().clear();
      server.answers(_ -> Reply.status(status, "{}"));
      failure(JiraFailure.class, cloud().serverInfo());
      assertThat(server.asked()).as("after %s", status).hasSize(1);
    }
  }

  @Test
  void stopsAskingAfterFailuresInARowAndTriesAgainLater() {
    Jira jira = open(JiraKind.CLOUD, TOKEN, breakingAfter(3, Duration.ofMillis(400)));
    server.answersInTurn(BROKEN, Reply.status(404, "{}"), BROKEN, BROKEN, FINE);
    for (int i = 0; i < 4; i++) {
      failure(JiraFailure.class, jira.serverInfo());
    }
    assertThat(get(jira.serverInfo()).version()).as("a 404 broke the row").isEqualTo("1");

    server.answers(_ -> BROKEN);
    for (int i = 0; i < 3; i++) {
      failure(JiraFailure.JiraUnavailable.class, jira.serverInfo());
    }
    int before = server.asked().size();
    JiraFailure.ConnectionBreakerOpen open =
        failure(JiraFailure.ConnectionBreakerOpen.class, jira.serverInfo());
    assertThat(open.retryAfter()).isBetween(Duration.ofMillis(1), Duration.ofMillis(400));
    assertThat(breaker()).isEqualTo(ConnectionState.Breaker.OPEN);
    assertThat(server.asked()).hasSize(before);

    server.answers(_ -> FINE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptionsInstanceOf(JiraFailure.ConnectionBreakerOpen.class)
        .until(() -> get(jira.serverInfo()).version().equals("1"));
    assertThat(breaker()).isEqualTo(ConnectionState.Breaker.CLOSED);
  }

  @Test
  void neverStopsBecauseOfMissingThingsOrRateLimits() {
    Jira jira = open(JiraKind.CLOUD, TOKEN, breakingAfter(2, Duration.ofSeconds(60)));
    for (Reply reply : List.of(Reply.status(404, "{}"), Reply.status(429, "{}"), Reply.html(200))) {
      server.answers(_ -> reply);
      for (int i = 0; i < 5; i++) {
        failure(JiraFailure.class, jira.serverInfo());
      }
    }
    assertThat(breaker()).isEqualTo(ConnectionState.Breaker.CLOSED);
  }

  @Test
  void sharesOnePaceAmongEverythingOpenedForTheConnection() {
    server.answers(_ -> FINE);
    JiraLimits pace = limits().withRequestsPerSecond(40);
    Jira one = open(JiraKind.CLOUD, TOKEN, pace);
    Jira two = open(JiraKind.DATA_CENTER, new JiraCredentials.Anonymous(), pace);
    get(
        Flux.range(0, 20)
            .flatMap(i -> i % 2 == 0 ? one.serverInfo() : two.serverInfo(), 20)
            .collectList());
    assertThat(millisBetween(0, 19)).isGreaterThanOrEqualTo(19 * 25 - 30);
    assertThat(clients.state("connection").orElseThrow().requestsPerSecond()).isEqualTo(40);
    assertThat(clients.state("another")).isEmpty();
  }

  private ConnectionState.Breaker breaker() {
    return clients.state("connection").orElseThrow().breaker();
  }

  private static JiraLimits breakingAfter(int failures, Duration recovery) {
    return new JiraLimits(
        1000, 0, Duration.ofMillis(1), Duration.ofSeconds(5), 1 << 20, failures, recovery);
  }

  private long millisBetween(int one, int other) {
    return TimeUnit.NANOSECONDS.toMillis(
        server.asked().get(other).nanos() - server.asked().get(one).nanos());
  }
}

package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

class PointsTests extends HttpTestBase {

  /** Notes what it is asked. */
  private static final class Books implements PointsGovernor {
    private final List<Integer> entries = new CopyOnWriteArrayList<>();
    private volatile boolean spent;

    @Override
    public Mono<Void> take(String connectionId, int points) {
      return Mono.defer(() -> {
        if (spent) {
          return Mono.error(new JiraFailure.PointsSpent(Duration.ofMinutes(20)));
        }
        entries.add(points);
        return Mono.empty();
      });
    }

    @Override
    public void correct(String connectionId, int difference) {
      entries.add(difference);
    }
  }

  private final Books books = new Books();
  private final JiraClients metered =
      new JiraClients(
          WebClient.builder(),
          JiraClients.httpClient(),
          new SimpleMeterRegistry(),
          books,
          Duration.ofMinutes(1));

  @AfterEach
  void closeMetered() {
    metered.close();
  }

  @Test
  void takesTheMostACallMayCostAndGivesBackTheRest() {
    server.answers(_ -> Reply.json("{\"issues\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"));
    get(oauth().search(new IssueSearch("x = 1", List.of("summary"), false, 1000, null)));
    assertThat(books.entries).as("a page of 100, which held 2").containsExactly(101, -98);
    books.entries.clear();

    get(oauth().search(new IssueSearch("x = 1", List.of("id"), false, 1000, null)));
    assertThat(books.entries).as("a page of ids may be long").containsExactly(1001, -998);
    books.entries.clear();

    server.answers(
        asked -> Reply.json(asked.uri().contains("startAt=0") ? "[{\"accountId\":\"1\"}]" : "[]"));
    all(oauth().users());
    assertThat(books.entries).as("2 a person").containsExactly(2001, -1998, 2001, -2000);
  }

  @Test
  void paysForWhatJiraRefusedAndNotForWhatWasNeverSent() {
    server.answers(_ -> Reply.status(404, "{}"));
    failure(JiraFailure.NotFoundOrHidden.class, oauth().search(search("x = 1")));
    assertThat(books.entries).containsExactly(101, -100);
    books.entries.clear();

    server.answers(_ ->
        Reply.status(429, "{}")
            .with("Retry-After", "600")
            .with("RateLimit-Reason", "jira-quota-global-based"));
    failure(JiraFailure.RateLimited.class, oauth().search(search("x = 1")));
    assertThat(books.entries).containsExactly(101, -100, 101, -101);
  }

  @Test
  void sendsNothingWhenThePointsAreSpent() {
    books.spent = true;
    JiraFailure.PointsSpent spent = failure(JiraFailure.PointsSpent.class, oauth().fields());
    assertThat(spent.retryAfter()).isEqualTo(Duration.ofMinutes(20));
    assertThat(spent.advice()).startsWith("Nothing to do");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void concernsOAuthOnly() {
    books.spent = true;
    server.answers(_ -> Reply.json("{\"version\":\"1\"}"));
    get(opened(JiraKind.CLOUD, new JiraCredentials.ApiToken("a@example.com", "t")).serverInfo());
    get(opened(JiraKind.DATA_CENTER, TOKEN).serverInfo());
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void givesEachHourItsPoints() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-03T10:15:00Z"));
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    PointsGovernor hourly = new HourlyPoints(100, clock);
    assertThat(hourly.take("a", 90).blockOptional()).isEmpty();
    assertThat(failure(JiraFailure.PointsSpent.class, hourly.take("b", 20)).retryAfter())
        .isEqualTo(Duration.ofMinutes(45));
    hourly.correct("a", -80);
    assertThat(hourly.take("b", 90).blockOptional()).isEmpty();
    now.set(Instant.parse("2026-11-03T11:00:00Z"));
    assertThat(hourly.take("b", 500).blockOptional()).as("more than an hour's").isEmpty();
  }

  private Jira oauth() {
    return opened(JiraKind.CLOUD, new JiraCredentials.OAuth("token"));
  }

  private Jira opened(JiraKind kind, JiraCredentials credentials) {
    return metered.open("team/c", new JiraSite(kind, server.url()), credentials, limits());
  }
}

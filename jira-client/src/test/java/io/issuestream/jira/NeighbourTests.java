package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A Jira that hangs is its own team's trouble. */
class NeighbourTests extends HttpTestBase {

  private final FakeJira hanging = new FakeJira();

  @AfterEach
  void closeOther() {
    hanging.close();
  }

  @Test
  void aJiraThatHangsSlowsNoOther() {
    hanging.answers(_ -> Reply.silence());
    server.answers(_ -> Reply.json("{\"version\":\"1\"}"));
    Jira dead =
        clients.open(
            "dead",
            new JiraSite(JiraKind.DATA_CENTER, hanging.url()),
            TOKEN,
            new JiraLimits(
                1000, 0, Duration.ZERO, Duration.ofMillis(500), 1000, 5, Duration.ofSeconds(60)));
    Jira alive = open(JiraKind.CLOUD, TOKEN, limits().withRequestsPerSecond(50));
    get(alive.serverInfo());

    Mono<List<String>> failures =
        Flux.range(0, 300)
            .flatMap(
                _ ->
                    dead.serverInfo()
                        .map(JiraServer::version)
                        .onErrorResume(
                            JiraFailure.class,
                            failure -> Mono.just(failure.getClass().getSimpleName())),
                300)
            .collectList();
    Mono<Duration> others =
        Flux.range(0, 50)
            .flatMap(_ -> alive.serverInfo(), 50)
            .then()
            .thenReturn(1)
            .elapsed()
            .map(timed -> Duration.ofMillis(timed.getT1()));
    var both = get(Mono.zip(failures, others));

    assertThat(both.getT2()).isLessThan(Duration.ofMillis(1600));
    assertThat(both.getT1()).hasSize(300).contains("JiraTimedOut", "ConnectionBreakerOpen");
    assertThat(hanging.asked())
        .as("so many at once, and a few before the breaker opened")
        .hasSizeLessThanOrEqualTo(RequestBudget.MOST_AT_ONCE + 5);
    assertThat(
            get(dead.serverInfo().map(_ -> 1).onErrorReturn(JiraFailure.class, 2).elapsed())
                .getT1())
        .as("fails at once")
        .isLessThan(100);
  }
}

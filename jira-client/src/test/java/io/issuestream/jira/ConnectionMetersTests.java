package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ConnectionMetersTests {

  private static final Duration BOUND = Duration.ofSeconds(5);

  private final AtomicLong now = new AtomicLong(7);
  private final JiraConnection well = connection("alpha/1");
  private final JiraConnection away = connection("beta/1");
  private final List<JiraConnection> all = List.of(well, away);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  ConnectionMetersTests() {
    new ConnectionMeters(all).bindTo(meters);
  }

  @Test
  void tellHowManyBreakersAreInEachStateAndForHowLongOneHasBeenOpen() {
    assertThat(breakers("closed")).isEqualTo(2);
    assertThat(value("issuestream.jira.breaker.open")).isZero();

    for (int call = 0; call < JiraLimits.defaults().breakerFailureThreshold(); call++) {
      fails(away);
    }
    now.addAndGet(Duration.ofSeconds(90).toNanos());

    assertThat(breakers("closed")).isEqualTo(1);
    assertThat(breakers("open")).isEqualTo(1);
    assertThat(value("issuestream.jira.breaker.open")).isEqualTo(90);
  }

  @Test
  void nameNoConnectionHoweverManyThereAre() {
    assertThat(meters.getMeters())
        .allSatisfy(meter ->
            assertThat(meter.getId().getTags())
                .allSatisfy(tag -> assertThat(tag.getKey()).isEqualTo("state")));
    assertThat(value("issuestream.jira.budget.pace"))
        .isEqualTo(2 * JiraLimits.defaults().requestsPerSecond());
  }

  private void fails(JiraConnection connection) {
    Mono<Void> call =
        connection.guarded(Mono.error(new JiraFailure.JiraUnavailable("search", 503, null)));
    call.onErrorComplete().block(BOUND);
  }

  private double breakers(String state) {
    return meters.get("issuestream.jira.breakers").tag("state", state).gauge().value();
  }

  private double value(String name) {
    return meters.get(name).gauge().value();
  }

  private JiraConnection connection(String id) {
    return new JiraConnection(id, JiraLimits.defaults(), Schedulers.immediate(), now::get);
  }
}

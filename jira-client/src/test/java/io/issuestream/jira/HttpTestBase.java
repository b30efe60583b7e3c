package io.issuestream.jira;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server, clients without jitter, and short ways to ask and to wait with a bound. */
abstract class HttpTestBase {

  static final JiraCredentials TOKEN = new JiraCredentials.PersonalAccessToken("s3cret");

  final FakeJira server = new FakeJira();
  final MeterRegistry meters = new SimpleMeterRegistry();
  final CallCounter counter = new CallCounter();
  final AtomicLong cacheClock = new AtomicLong();
  final JiraClients clients =
      new JiraClients(
          WebClient.builder(),
          JiraClients.httpClient(),
          meters,
          PointsGovernor.unlimited(),
          new SiteCache(Duration.ofMinutes(10), cacheClock::get),
          new RetryWaits(Duration.ofMillis(150), () -> 0));

  @AfterEach
  void close() {
    clients.close();
    server.close();
  }

  static JiraLimits limits() {
    return new JiraLimits(
        1000, 2, Duration.ofMillis(5), Duration.ofSeconds(5), 1 << 20, 100, Duration.ofSeconds(60));
  }

  Jira cloud() {
    return open(JiraKind.CLOUD, new JiraCredentials.ApiToken("me@example.com", "s3cret"));
  }

  Jira dataCenter() {
    return open(JiraKind.DATA_CENTER, TOKEN);
  }

  Jira open(JiraKind kind, JiraCredentials credentials) {
    return open(kind, credentials, limits());
  }

  Jira open(JiraKind kind, JiraCredentials credentials, JiraLimits limits) {
    return clients
        .open("connection", new JiraSite(kind, server.url()), credentials, limits)
        .countingInto(counter);
  }

  static <T> T get(Mono<T> mono) {
    return requireNonNull(mono.block(Duration.ofSeconds(20)));
  }

  static <T> List<T> all(Flux<T> flux) {
    return get(flux.collectList());
  }

  static <F extends Throwable> F failure(Class<F> type, Mono<?> mono) {
    return requireNonNull(catchThrowableOfType(type, () -> mono.block(Duration.ofSeconds(20))));
  }

  static IssueSearch search(String jql) {
    return new IssueSearch(jql, List.of("summary"), false, 100, null);
  }
}

package io.issuestream.jira;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * The path every request takes: wait for the connection's turn, ask the breaker, send, and on a
 * transient failure wait as long as Jira wishes, else ever longer, and try again. All requests read
 * only, so repeating one does no harm.
 */
final class JiraHttp {

  /** The wait stops growing at 128 × the backoff. */
  private static final int MOST_DOUBLINGS = 7;

  private final JiraConnection connection;
  private final JiraExchange exchange;
  private final JiraLimits limits;
  private final MeterRegistry meters;
  private final Supplier<Duration> jitter;
  private final List<CallCounter> counters;

  JiraHttp(
      JiraConnection connection,
      JiraExchange exchange,
      JiraLimits limits,
      MeterRegistry meters,
      Supplier<Duration> jitter,
      List<CallCounter> counters) {
    this.connection = connection;
    this.exchange = exchange;
    this.limits = limits;
    this.meters = meters;
    this.jitter = jitter;
    this.counters = List.copyOf(counters);
  }

  JiraHttp countingInto(CallCounter counter) {
    List<CallCounter> more = new ArrayList<>(counters);
    more.add(counter);
    return new JiraHttp(connection, exchange, limits, meters, jitter, more);
  }

  Mono<JiraAnswer> get(JiraRequest request) {
    return attempt(request, 0);
  }

  private Mono<JiraAnswer> attempt(JiraRequest request, int retriesBefore) {
    // The budget's own refusal of a long pause must not be retried, so only the sending is.
    return connection
        .turn(request.soon())
        .then(
            connection
                .guarded(measured(request, retriesBefore > 0))
                .onErrorResume(
                    failure -> failure instanceof JiraFailure f && f.isWorthRetryingNow(),
                    failure ->
                        retriesBefore < limits.maxRetries()
                            ? again(request, retriesBefore + 1, (JiraFailure) failure)
                            : Mono.error(failure)));
  }

  private Mono<JiraAnswer> again(JiraRequest request, int retry, JiraFailure failure) {
    Duration wait = failure.wishedWait().orElseGet(() -> backoff(retry));
    boolean forAll = failure instanceof JiraFailure.RateLimited || failure.wishedWait().isPresent();
    if (forAll) {
      connection.budget().pause(wait);
      return attempt(request, retry);
    }
    return Mono.delay(wait).then(Mono.defer(() -> attempt(request, retry)));
  }

  private Duration backoff(int retry) {
    return limits
        .retryBackoff()
        .multipliedBy(1L << Math.min(retry, MOST_DOUBLINGS))
        .plus(jitter.get());
  }

  private Mono<JiraAnswer> measured(JiraRequest request, boolean retry) {
    return Mono.defer(() -> {
      counters.forEach(CallCounter::sent);
      if (retry) {
        counters.forEach(CallCounter::retried);
        meters.counter("issuestream.jira.retries", "endpoint", request.endpoint()).increment();
      }
      Timer.Sample sample = Timer.start(meters);
      return exchange
          .send(request)
          .doOnSuccess(answer -> {
            counters.forEach(c -> c.received(answer.body().length));
            stop(sample, request, "Success");
          })
          .doOnError(failure -> stop(sample, request, failure.getClass().getSimpleName()))
          .doOnCancel(() -> stop(sample, request, "Cancelled"));
    });
  }

  private void stop(Timer.Sample sample, JiraRequest request, String outcome) {
    sample.stop(
        Timer.builder("issuestream.jira.requests")
            .description("Requests to Jira, from sending to the whole answer")
            .tag("endpoint", request.endpoint())
            .tag("outcome", outcome)
            .register(meters));
  }
}

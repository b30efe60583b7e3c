package io.issuestream.jira;

import io.issuestream.jira.CredentialSource.Held;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * The path every request takes: wait for the connection's turn, ask the breaker, send, and on a
 * transient failure wait as long as Jira wishes, else ever longer, and try again; where Jira
 * refuses the credentials, ask for newer ones. All requests read only, so repeating one does no
 * harm.
 */
final class JiraHttp {

  /** The wait stops growing at 128 × the backoff. */
  private static final int MOST_DOUBLINGS = 7;

  /** A source gives no token that it knows to have ended, so a second refusal is meant. */
  private static final int MOST_RENEWALS = 1;

  private final JiraConnection connection;
  private final JiraExchange exchange;
  private final CredentialSource credentials;
  private final JiraLimits limits;
  private final MeterRegistry meters;
  private final Supplier<Duration> jitter;
  private final List<CallCounter> counters;

  JiraHttp(
      JiraConnection connection,
      JiraExchange exchange,
      CredentialSource credentials,
      JiraLimits limits,
      MeterRegistry meters,
      Supplier<Duration> jitter,
      List<CallCounter> counters) {
    this.connection = connection;
    this.exchange = exchange;
    this.credentials = credentials;
    this.limits = limits;
    this.meters = meters;
    this.jitter = jitter;
    this.counters = List.copyOf(counters);
  }

  JiraHttp countingInto(CallCounter counter) {
    List<CallCounter> more = new ArrayList<>(counters);
    more.add(counter);
    return new JiraHttp(connection, exchange, credentials, limits, meters, jitter, more);
  }

  /** How often a request was tried: after failures that pass, and with newer credentials. */
  private record Tries(int retries, int renewals) {

    Tries retried() {
      return new Tries(retries + 1, renewals);
    }

    Tries renewed() {
      return new Tries(retries, renewals + 1);
    }
  }

  Mono<JiraAnswer> get(JiraRequest request) {
    return attempt(request, new Tries(0, 0), held());
  }

  /** The credentials are looked up when it is the request's turn, which may be much later. */
  private Mono<Held> held() {
    return Mono.defer(credentials::current)
        .onErrorMap(TimeoutException.class, late -> new JiraFailure.TokenAwaited())
        .switchIfEmpty(Mono.error(JiraFailure.CredentialsWithdrawn::new));
  }

  private Mono<JiraAnswer> attempt(JiraRequest request, Tries tries, Mono<Held> toSend) {
    // The budget's own refusal of a long pause must not be retried, so only the sending is.
    return connection
        .turn(request.soon())
        .then(toSend)
        .flatMap(held ->
            connection
                .guarded(measured(request, held.credentials(), tries.retries() > 0))
                .onErrorResume(JiraFailure.class, failure -> after(failure, request, tries, held)));
  }

  private Mono<JiraAnswer> after(
      JiraFailure failure, JiraRequest request, Tries tries, Held refused) {
    if (failure.isWorthRetryingNow() && tries.retries() < limits.maxRetries()) {
      return again(request, tries.retried(), failure);
    }
    if (failure instanceof JiraFailure.CredentialsRejected && tries.renewals() < MOST_RENEWALS) {
      return Mono.defer(() -> credentials.insteadOf(refused))
          .onErrorMap(TimeoutException.class, late -> new JiraFailure.TokenAwaited())
          .switchIfEmpty(Mono.error(failure))
          .flatMap(newer -> attempt(request, tries.renewed(), held()));
    }
    return Mono.error(failure);
  }

  private Mono<JiraAnswer> again(JiraRequest request, Tries tries, JiraFailure failure) {
    Duration wait = failure.wishedWait().orElseGet(() -> backoff(tries.retries()));
    boolean forAll = failure instanceof JiraFailure.RateLimited || failure.wishedWait().isPresent();
    if (forAll) {
      connection.budget().pause(wait);
      return attempt(request, tries, held());
    }
    return Mono.delay(wait).then(Mono.defer(() -> attempt(request, tries, held())));
  }

  private Duration backoff(int retry) {
    return limits
        .retryBackoff()
        .multipliedBy(1L << Math.min(retry, MOST_DOUBLINGS))
        .plus(jitter.get());
  }

  private Mono<JiraAnswer> measured(JiraRequest request, JiraCredentials sent, boolean retry) {
    return Mono.defer(() -> {
      counters.forEach(CallCounter::sent);
      if (retry) {
        counters.forEach(CallCounter::retried);
        meters.counter("issuestream.jira.retries", "endpoint", request.endpoint()).increment();
      }
      Timer.Sample sample = Timer.start(meters);
      return exchange
          .send(request, sent)
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

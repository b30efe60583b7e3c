package io.issuestream.github;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The path every request takes: wait for the connection's turn, send, and where GitHub told us to
 * wait, tell the others and wait; where it failed, wait ever longer; then try again. Every request
 * reads only, or asks for a token, so repeating one does no harm.
 */
final class GithubHttp {

  /** A request refused so often in a row is given up for now. */
  private static final int MOST_REFUSALS = 10;

  private final RequestBudget budget;
  private final GithubExchange exchange;
  private final GithubLimits limits;
  private final Pauses pauses;
  private final MeterRegistry meters;

  GithubHttp(
      RequestBudget budget,
      GithubExchange exchange,
      GithubLimits limits,
      Pauses pauses,
      MeterRegistry meters) {
    this.budget = budget;
    this.exchange = exchange;
    this.limits = limits;
    this.pauses = pauses;
    this.meters = meters;
  }

  URI api() {
    return exchange.api();
  }

  private record Tries(int retries, int refusals) {

    Tries retried() {
      return new Tries(retries + 1, refusals);
    }

    Tries refused() {
      return new Tries(retries, refusals + 1);
    }
  }

  /**
   * Sends a request.
   *
   * @param authorization looked up for every try
   */
  Mono<GithubAnswer> send(GithubRequest request, Mono<String> authorization) {
    return attempt(request, authorization, new Tries(0, 0));
  }

  private Mono<GithubAnswer> attempt(
      GithubRequest request, Mono<String> authorization, Tries tries) {
    return authorization
        .flatMap(header -> budget.inTurn(once(request, header), limits.longestWait()))
        .flatMap(answer -> noted().thenReturn(answer))
        .onErrorResume(failure -> after(failure, request, authorization, tries));
  }

  private Mono<GithubAnswer> after(
      Throwable failure, GithubRequest request, Mono<String> authorization, Tries tries) {
    if (failure instanceof Struck struck) {
      return pauses.told(struck.wait).then(waited(request, authorization, tries, struck));
    }
    boolean passes =
        failure instanceof GithubFailure.GithubUnavailable
            || failure instanceof GithubFailure.GithubTimedOut;
    return passes && tries.retries() < limits.maxRetries()
        ? Mono.delay(backoff(tries.retries()))
            .then(Mono.defer(() -> attempt(request, authorization, tries.retried())))
        : Mono.error(failure);
  }

  private Mono<GithubAnswer> waited(
      GithubRequest request, Mono<String> authorization, Tries tries, Struck struck) {
    return tries.refusals() + 1 < MOST_REFUSALS
        ? Mono.defer(() -> attempt(request, authorization, tries.refused()))
        : Mono.error(() -> new GithubFailure.RateLimited(struck.wait));
  }

  /** A limit struck: the whole connection pauses before this turn ends. */
  private static final class Struck extends RuntimeException {
    private final Duration wait;

    Struck(Duration wait) {
      super("GitHub asks to wait", null, false, false);
      this.wait = wait;
    }
  }

  private Mono<GithubAnswer> once(GithubRequest request, String header) {
    return Mono.defer(() -> {
      Timer.Sample sample = Timer.start(meters);
      return exchange
          .send(request, header, limits, budget)
          .doOnSuccess(answer -> {
            budget.answered();
            stop(sample, request, answer.notModified() ? "NotModified" : "Success");
          })
          .doOnError(failure -> stop(sample, request, failure.getClass().getSimpleName()))
          .doOnCancel(() -> stop(sample, request, "Cancelled"))
          .onErrorMap(
              GithubFailure.RateLimited.class,
              limited -> new Struck(budget.struck(limited.retryAfter().orElse(null))));
    });
  }

  /** The last answer may have used the primary limit up. */
  private Mono<Void> noted() {
    Duration left = budget.pauseLeft();
    return left.isZero() ? Mono.empty() : pauses.told(left);
  }

  private Duration backoff(int retry) {
    return limits.retryBackoff().multipliedBy(1L << Math.min(retry, 10));
  }

  private void stop(Timer.Sample sample, GithubRequest request, String outcome) {
    sample.stop(
        Timer.builder("issuestream.github.requests")
            .description("Requests to GitHub, from sending to the whole answer")
            .tag("endpoint", request.endpoint())
            .tag("outcome", outcome)
            .register(meters));
  }
}

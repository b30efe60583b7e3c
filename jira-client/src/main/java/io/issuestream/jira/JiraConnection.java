package io.issuestream.jira;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What all Jiras opened under one connection id share in this process: the budget, and the circuit
 * breaker. The breaker counts answers that say Jira does not work; any other answer, a 404 for
 * example, proves that it does, and a 429 says neither.
 */
final class JiraConnection {

  private static final Duration TRIAL = Duration.ofSeconds(1);

  private final RequestBudget budget;
  private final CircuitBreaker breaker;
  private final int threshold;
  private final Duration recovery;
  private final LongSupplier nanoClock;
  private volatile long openUntil;
  private volatile long openSince;

  JiraConnection(String id, JiraLimits limits, Scheduler timer, LongSupplier nanoClock) {
    this(id, limits, new RequestBudget(limits.requestsPerSecond(), timer, nanoClock), nanoClock);
  }

  private JiraConnection(
      String id, JiraLimits limits, RequestBudget budget, LongSupplier nanoClock) {
    this.budget = budget;
    this.nanoClock = nanoClock;
    this.threshold = limits.breakerFailureThreshold();
    this.recovery = limits.breakerRecovery();
    // A window as long as the threshold and full of failures: that many in a row.
    this.breaker =
        CircuitBreaker.of(
            id,
            CircuitBreakerConfig.custom()
                .slidingWindow(threshold, threshold, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .permittedNumberOfCallsInHalfOpenState(1)
                .waitDurationInOpenState(recovery)
                .ignoreException(JiraFailure.RateLimited.class::isInstance)
                .recordException(e -> e instanceof JiraFailure f && f.meansJiraIsDown())
                .writableStackTraceEnabled(false)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(event -> {
          CircuitBreaker.State from = event.getStateTransition().getFromState();
          if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
            openUntil = nanoClock.getAsLong() + recovery.toNanos();
            // A try that failed is no new beginning.
            openSince = from == CircuitBreaker.State.CLOSED ? nanoClock.getAsLong() : openSince;
          }
        });
  }

  /** This connection under other limits; the budget goes on, the breaker only if it is the same. */
  JiraConnection under(JiraLimits limits) {
    budget.changePace(limits.requestsPerSecond());
    boolean sameBreaker =
        threshold == limits.breakerFailureThreshold() && recovery.equals(limits.breakerRecovery());
    return sameBreaker ? this : new JiraConnection(breaker.getName(), limits, budget, nanoClock);
  }

  RequestBudget budget() {
    return budget;
  }

  /** Does a request's work when it is its turn; fails at once while the breaker is open. */
  <T> Mono<T> inTurn(Priority priority, List<Extent> extents, Mono<T> work) {
    return Mono.defer(() -> {
      Duration left = recoveryLeft();
      boolean open = breaker.getState() == CircuitBreaker.State.OPEN && left.isPositive();
      return open
          ? Mono.error(new JiraFailure.ConnectionBreakerOpen(left, null))
          : budget.inTurn(priority, extents, work);
    });
  }

  /** Lets the breaker decide about a request and learn from its answer. */
  <T> Mono<T> guarded(Mono<T> request) {
    return request
        .transformDeferred(CircuitBreakerOperator.of(breaker))
        .onErrorMap(
            CallNotPermittedException.class,
            // While another request is trying, its answer is worth waiting for.
            e -> new JiraFailure.ConnectionBreakerOpen(longer(recoveryLeft(), TRIAL), e));
  }

  ConnectionState state() {
    ConnectionState.Breaker state =
        switch (breaker.getState()) {
          case OPEN, FORCED_OPEN -> ConnectionState.Breaker.OPEN;
          case HALF_OPEN -> ConnectionState.Breaker.HALF_OPEN;
          case CLOSED, DISABLED, METRICS_ONLY -> ConnectionState.Breaker.CLOSED;
        };
    return new ConnectionState(state, budget.pace(), budget.waiting(), budget.pauseLeft());
  }

  /** How long ago the breaker opened; 0 while it is closed. */
  double secondsSinceItWorked() {
    return breaker.getState() == CircuitBreaker.State.CLOSED
        ? 0
        : (nanoClock.getAsLong() - openSince) / 1e9;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Duration recoveryLeft() {
    long nanos = Math.max(0, openUntil - nanoClock.getAsLong());
    return Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos) + (nanos > 0 ? 1 : 0));
  }
}

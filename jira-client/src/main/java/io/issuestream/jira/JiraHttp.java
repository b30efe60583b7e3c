package io.issuestream.jira;

import io.issuestream.jira.CredentialSource.Held;
import io.issuestream.jira.PointsMeter.Payment;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The path every request takes: what was read shortly before where that will do, else pay for it,
 * wait for the connection's turn, ask the breaker, send, and on a transient failure wait as long as
 * Jira wishes, else ever longer, and try again; where Jira refuses the credentials, ask for newer
 * ones. All requests read only, so repeating one does no harm.
 */
final class JiraHttp {

  /** A source gives no token that it knows to have ended, so a second refusal is meant. */
  private static final int MOST_RENEWALS = 1;

  /**
   * What all views of an open Jira have in common.
   *
   * @param id the connection's
   */
  record Line(
      String id,
      JiraConnection connection,
      JiraExchange exchange,
      CredentialSource credentials,
      JiraLimits limits,
      RetryWaits waits,
      PointsMeter points,
      SiteCache cache,
      MeterRegistry meters) {}

  private final Line line;
  private final Priority priority;
  private final boolean cached;
  private final List<CallCounter> counters;

  JiraHttp(Line line) {
    this(line, Priority.BACKFILL, false, List.of());
  }

  private JiraHttp(Line line, Priority priority, boolean cached, List<CallCounter> counters) {
    this.line = line;
    this.priority = priority;
    this.cached = cached;
    this.counters = List.copyOf(counters);
  }

  JiraHttp countingInto(CallCounter counter) {
    List<CallCounter> more = new ArrayList<>(counters);
    more.add(counter);
    return new JiraHttp(line, priority, cached, more);
  }

  JiraHttp at(Priority other) {
    return new JiraHttp(line, other, cached, counters);
  }

  JiraHttp cached() {
    return new JiraHttp(line, priority, true, counters);
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

  /** It was the request's turn, but meanwhile Jira asked to wait. */
  private static final class TurnLost extends RuntimeException {
    TurnLost() {
      super("the turn is lost", null, false, false);
    }
  }

  Mono<JiraAnswer> get(JiraRequest request) {
    Tries first = new Tries(0, 0);
    if (!cached || !request.slowChanging()) {
      return attempt(request, first);
    }
    return held()
        .flatMap(held -> {
          var key = new SiteCache.Key(line.id(), held.version(), request.pathAndQuery());
          return line.cache().get(key, known -> attempt(request.unless(known), first));
        });
  }

  /** The credentials are looked up when it is the request's turn, which may be much later. */
  private Mono<Held> held() {
    return Mono.defer(line.credentials()::current)
        .onErrorMap(TimeoutException.class, late -> new JiraFailure.TokenAwaited())
        .switchIfEmpty(Mono.error(JiraFailure.CredentialsWithdrawn::new));
  }

  private Mono<JiraAnswer> attempt(JiraRequest request, Tries tries) {
    return Mono.defer(() -> {
      // Empty where it ends without having been sent: by the budget, by the breaker.
      var used = new AtomicReference<Held>();
      List<Extent> extents = Extent.around(request);
      return line.points()
          .paying(
              request,
              payment ->
                  line.connection()
                      .inTurn(
                          request.soon() ? Priority.LIVE : priority,
                          extents,
                          turn(request, tries, extents, used, payment)))
          .onErrorResume(TurnLost.class, lost -> attempt(request, tries))
          .onErrorResume(JiraFailure.class, failure -> after(failure, request, tries, used.get()));
    });
  }

  private Mono<JiraAnswer> turn(
      JiraRequest request,
      Tries tries,
      List<Extent> extents,
      AtomicReference<Held> used,
      Payment payment) {
    RequestBudget budget = line.connection().budget();
    return held()
        .flatMap(held -> {
          if (budget.paused(extents)) {
            return Mono.error(new TurnLost());
          }
          Mono<JiraAnswer> sending = measured(request, held.credentials(), tries.retries() > 0);
          return line.connection()
              .guarded(
                  Mono.defer(() -> {
                    used.set(held);
                    payment.sent();
                    return sending;
                  }))
              // While the request still has its place, so that nobody takes it too early.
              .doOnError(failure -> told(failure, request, tries))
              .doOnError(payment::failed)
              .doOnNext(payment::answered);
        });
  }

  /** Whoever is told to slow down, everybody concerned does. */
  private void told(Throwable failure, JiraRequest request, Tries tries) {
    RequestBudget budget = line.connection().budget();
    if (failure instanceof JiraFailure.RateLimited limited) {
      Duration wait =
          limited.wishedWait().orElseGet(() -> line.waits().afterSlowDown(tries.retries() + 1));
      budget.pause(Extent.slowedDownBy(limited, request), wait, limited.reason().orElse(null));
      waits(limited.kind().name());
    } else if (failure instanceof JiraFailure jira && jira.wishedWait().isPresent()) {
      budget.pause(Extent.EVERYTHING, jira.wishedWait().get(), null);
      waits("UNAVAILABLE");
    }
  }

  private void waits(String reason) {
    line.meters().counter("issuestream.jira.waits", "reason", reason).increment();
  }

  private Mono<JiraAnswer> after(
      JiraFailure failure, JiraRequest request, Tries tries, @Nullable Held refused) {
    if (failure instanceof JiraFailure.PointsSpent) {
      waits("POINTS");
    }
    // What was not sent would not be sent the next moment either.
    if (refused == null) {
      return Mono.error(failure);
    }
    if (failure.isWorthRetryingNow() && tries.retries() < line.limits().maxRetries()) {
      return again(request, tries.retried(), failure);
    }
    if (failure instanceof JiraFailure.CredentialsRejected && tries.renewals() < MOST_RENEWALS) {
      return Mono.defer(() -> line.credentials().insteadOf(refused))
          .onErrorMap(TimeoutException.class, late -> new JiraFailure.TokenAwaited())
          .switchIfEmpty(Mono.error(failure))
          .flatMap(newer -> attempt(request, tries.renewed()));
    }
    return Mono.error(failure);
  }

  private Mono<JiraAnswer> again(JiraRequest request, Tries tries, JiraFailure failure) {
    boolean heldBack =
        failure instanceof JiraFailure.RateLimited || failure.wishedWait().isPresent();
    if (heldBack) {
      return attempt(request, tries);
    }
    Duration wait = line.waits().afterFailure(line.limits().retryBackoff(), tries.retries());
    return Mono.delay(wait).then(attempt(request, tries));
  }

  private Mono<JiraAnswer> measured(JiraRequest request, JiraCredentials sent, boolean retry) {
    return Mono.defer(() -> {
      counters.forEach(CallCounter::sent);
      if (retry) {
        counters.forEach(CallCounter::retried);
        line.meters()
            .counter("issuestream.jira.retries", "endpoint", request.endpoint())
            .increment();
      }
      Timer.Sample sample = Timer.start(line.meters());
      return line.exchange()
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
            .register(line.meters()));
  }
}

package io.issuestream.integration.oauth;

import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Renews tokens before they end and removes consents that were not finished in time. Every replica
 * looks; the lock on a connection decides who asks Atlassian.
 */
@Component
class TokenLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(TokenLoop.class);
  private static final int AT_A_LOOK = 100;
  private static final int AT_ONCE = 4;
  private static final Duration TIDY = Duration.ofMinutes(1);

  private final Grants grants;
  private final LiveTokens tokens;
  private final Consents consents;
  private final OAuthProperties properties;
  private final Sinks.Many<Boolean> nudges = Sinks.many().multicast().directBestEffort();
  private Disposable running = Disposables.disposed();

  TokenLoop(Grants grants, LiveTokens tokens, Consents consents, OAuthProperties properties) {
    this.grants = grants;
    this.tokens = tokens;
    this.consents = consents;
    this.properties = properties;
  }

  /** Looks at once; the next look is soon anyway. */
  void nudge() {
    Sinks.EmitResult result = nudges.tryEmitNext(true);
    log.trace("Nudged: {}", result);
  }

  @Override
  public void start() {
    Flux<Boolean> looks =
        Flux.merge(Flux.interval(properties.checkEvery()).map(tick -> true), nudges.asFlux());
    running =
        Flux.merge(
                looks.onBackpressureLatest().concatMap(look -> quietly(renew()), 0),
                Flux.interval(TIDY).onBackpressureLatest().concatMap(t -> quietly(tidy()), 0))
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> renew() {
    return grants
        .due(AT_A_LOOK)
        .collectList()
        .contextWrite(TeamScope.system())
        .flatMapIterable(due -> due)
        .flatMap(due -> quietly(tokens.refreshed(due.teamId(), due.connectionId(), false)), AT_ONCE)
        .then();
  }

  private Mono<Void> tidy() {
    return consents.removeExpired().contextWrite(TeamScope.system());
  }

  /** The loop outlives a database that is away for a while, and one bad grant. */
  private static Mono<Void> quietly(Mono<Void> step) {
    return step.doOnError(failure ->
            log.warn("Could not look after tokens, trying again: {}", failure.toString()))
        .onErrorComplete();
  }

  @Override
  public void stop() {
    stop(() -> {});
  }

  /** What is under way ends first: a rotated token that is not stored would be lost. */
  @Override
  public void stop(Runnable done) {
    running.dispose();
    var _ =
        tokens
            .settled()
            .timeout(properties.requestTimeout())
            .onErrorComplete()
            .doFinally(end -> done.run())
            .subscribe();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}

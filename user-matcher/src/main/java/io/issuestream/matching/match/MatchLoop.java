package io.issuestream.matching.match;

import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.LogFields;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import io.issuestream.tenancy.TeamScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Matches marked teams anew: woken by a notification, and looking by itself from time to time. The
 * pause after a round that had something to do lets a burst of accounts be matched together.
 */
@Component
class MatchLoop implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(MatchLoop.class);

  private final Teams teams;
  private final Rematch rematch;
  private final DatabaseSignals signals;
  private final MatchSettings settings;
  private final Onboarding onboarding;
  private Disposable running = Disposables.disposed();

  MatchLoop(
      Teams teams,
      Rematch rematch,
      DatabaseSignals signals,
      MatchSettings settings,
      Onboarding onboarding) {
    this.teams = teams;
    this.rematch = rematch;
    this.signals = signals;
    this.settings = settings;
    this.onboarding = onboarding;
  }

  @Override
  public void start() {
    running =
        Flux.merge(Flux.interval(settings.poll()).map(tick -> ""), signals.on(Teams.CHANNEL))
            .onBackpressureLatest()
            .concatMap(wake -> round(), 0)
            .contextWrite(TeamScope.system())
            .subscribe();
  }

  private Mono<Void> round() {
    return teams
        .marked()
        .collectList()
        .filter(marked -> !marked.isEmpty())
        .flatMap(marked ->
            Flux.fromIterable(marked).concatMap(this::rematch).then(Mono.delay(settings.pause())))
        .doOnError(failure ->
            log.warn("Looking for marked teams failed, trying again: {}", failure.toString()))
        .onErrorComplete()
        .then();
  }

  private Mono<Void> rematch(String teamId) {
    return rematch
        .ifMarked(teamId)
        .contextWrite(TeamScope.of(teamId))
        .doOnError(failure ->
            log.atWarn()
                .addKeyValue(LogFields.TEAM, teamId)
                .setCause(failure)
                .log("Team {} could not be matched, trying again", teamId))
        .onErrorResume(failure -> onboarding.failed(OnboardingStage.MATCHED));
  }

  @Override
  public void stop() {
    running.dispose();
  }

  @Override
  public boolean isRunning() {
    return !running.isDisposed();
  }
}

package io.issuestream.integration.sync;

import io.issuestream.integration.project.TrackedProjects;
import io.issuestream.messaging.DatabaseSignals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A team's sync status, live: once at the start, then whenever it changed, with heartbeats between.
 * All streams of this process share one listening connection.
 */
@Component
class SyncStream {

  private static final Logger log = LoggerFactory.getLogger(SyncStream.class);

  private final SyncStatuses statuses;
  private final SyncStatusProperties properties;
  private final Flux<String> teams;
  private final Sinks.Empty<Void> closing = Sinks.empty();

  SyncStream(SyncStatuses statuses, DatabaseSignals signals, SyncStatusProperties properties) {
    this.statuses = statuses;
    this.properties = properties;
    this.teams = signals.on(TrackedProjects.CHANNEL).share();
  }

  /** Ends only when the listener leaves, or this process does. */
  Flux<ServerSentEvent<SyncView>> of(String teamId) {
    // A signal is a hint that can be lost, so each heartbeat also looks.
    Flux<Object> looks =
        Flux.interval(properties.heartbeat()).onBackpressureDrop().cast(Object.class);
    // An empty payload says that signals may have been missed.
    Flux<Object> changes =
        teams
            .onBackpressureLatest()
            .filter(team -> team.isEmpty() || team.equals(teamId))
            .sample(properties.mostOften())
            .cast(Object.class);
    Flux<ServerSentEvent<SyncView>> views =
        Flux.merge(Flux.just(teamId), changes, looks)
            .onBackpressureLatest()
            .concatMap(hint -> statuses.of(teamId).onErrorResume(SyncStream::missed), 1)
            .distinctUntilChanged()
            .map(view -> ServerSentEvent.builder(view).event("status").build());
    return Flux.merge(views, heartbeats()).takeUntilOther(closing.asMono());
  }

  /** A listener is not sent away because the database is, for a while. */
  private static Mono<SyncView> missed(Throwable failure) {
    log.warn("A sync status was not read, the next heartbeat looks again: {}", failure.toString());
    return Mono.empty();
  }

  /** Streams that never end would hold up a graceful shutdown until its limit. */
  @EventListener(ContextClosedEvent.class)
  void onClose() {
    closing.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
  }

  private Flux<ServerSentEvent<SyncView>> heartbeats() {
    return Flux.interval(properties.heartbeat())
        .onBackpressureDrop()
        .concatMap(
            tick -> Mono.just(ServerSentEvent.<SyncView>builder().comment("still here").build()));
  }
}

package io.issuestream.integration.webhook;

import io.issuestream.messaging.LogFields;
import io.issuestream.messaging.inbound.Failures;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has one batch of deliveries applied by its source's handler and writes the outcomes. */
@Component
class WebhookWork {

  private static final Logger log = LoggerFactory.getLogger(WebhookWork.class);
  private static final int MOST_MESSAGE = 500;

  private final WebhookEvents events;
  private final Map<String, WebhookHandler> handlers;
  private final TransactionalOperator transaction;
  private final WebhookProperties properties;

  WebhookWork(
      WebhookEvents events,
      List<WebhookHandler> handlers,
      TransactionalOperator transaction,
      WebhookProperties properties) {
    this.events = events;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(WebhookHandler::source, Function.identity()));
    this.transaction = transaction;
    this.properties = properties;
  }

  /** Completes when each delivery's outcome is written, or its next try noted. */
  Mono<Void> process(String source, List<Delivery> deliveries) {
    WebhookHandler handler = handlers.get(source);
    return handler == null
        ? Mono.error(new IllegalStateException("Nothing handles deliveries of " + source))
        : together(handler, deliveries);
  }

  private Mono<Void> together(WebhookHandler handler, List<Delivery> deliveries) {
    return applied(handler, deliveries)
        .onErrorResume(failure ->
            deliveries.size() == 1 || ofTheDatabase(failure)
                ? Flux.fromIterable(deliveries).concatMap(one -> failed(one, failure)).then()
                : Flux.fromIterable(deliveries)
                    .concatMap(one -> together(handler, List.of(one)))
                    .then());
  }

  private Mono<Void> applied(WebhookHandler handler, List<Delivery> deliveries) {
    return Mono.defer(() -> handler.apply(deliveries))
        .elapsed()
        .flatMap(timed -> events.finish(timed.getT2(), Duration.ofMillis(timed.getT1())))
        // Inside the transaction, which is then rolled back.
        .timeout(properties.processingTimeout())
        .as(transaction::transactional)
        .contextWrite(TeamScope.of(deliveries.stream().map(Delivery::teamId).toList()));
  }

  private Mono<Void> failed(Delivery delivery, Throwable failure) {
    boolean last = delivery.attempt() > properties.maxRetries() && !ofTheDatabase(failure);
    log.atWarn()
        .addKeyValue(LogFields.TEAM, delivery.teamId())
        .addKeyValue(LogFields.EVENT, delivery.eventId())
        .setCause(failure)
        .log(
            "Delivery {} of team {} failed at try {}{}",
            delivery.eventId(),
            delivery.teamId(),
            delivery.attempt(),
            last ? " and is given up" : "");
    Duration wait =
        properties.retryBackoff().multipliedBy(1L << Math.min(delivery.attempt() - 1, 10));
    return events.fail(delivery, message(failure), last, wait);
  }

  /** Whether no delivery is to blame; one that takes too long is. */
  private static boolean ofTheDatabase(Throwable failure) {
    return !(failure instanceof TimeoutException) && Failures.mayHeal(failure);
  }

  /** A plain reason: what the database or a library says may hold a payload's content. */
  private static String message(Throwable failure) {
    String reason =
        failure instanceof TimeoutException
            ? "It was not processed in time."
            : "It could not be processed (" + failure.getClass().getSimpleName() + ").";
    return reason.substring(0, Math.min(reason.length(), MOST_MESSAGE));
  }
}

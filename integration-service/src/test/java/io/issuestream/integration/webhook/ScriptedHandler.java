package io.issuestream.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.spi.R2dbcTransientResourceException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Mono;

/**
 * Handles deliveries of a source of its own as their payload says: {@code good}, {@code bad},
 * {@code flaky}, {@code away} for the database.
 */
@Component
class ScriptedHandler implements WebhookHandler {

  static final String SOURCE = "scripted";

  private final Map<UUID, Integer> tries = new ConcurrentHashMap<>();

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public Mono<List<Outcome>> apply(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      String payload = new String(delivery.payload(), UTF_8);
      int count = tries.merge(delivery.eventId(), 1, Integer::sum);
      if (payload.contains("bad") || (payload.contains("flaky") && count < 3)) {
        return Mono.error(new IllegalStateException("secret content of " + payload));
      }
      if (payload.contains("away") && count < 6) {
        return Mono.error(
            new CannotCreateTransactionException("Away", new R2dbcTransientResourceException()));
      }
    }
    return Mono.just(
        deliveries.stream()
            .map(delivery -> new Outcome(delivery, Outcome.Result.APPLIED, null))
            .toList());
  }
}

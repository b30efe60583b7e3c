package io.issuestream.integration.webhook;

import io.issuestream.erasure.ErasedPeople;
import io.issuestream.integration.erasure.DeliveryScrub;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where checked deliveries are handed in. */
@Component
public class WebhookInbox {

  private final WebhookEvents events;
  private final WebhookProcessing processing;
  private final ErasedPeople people;

  WebhookInbox(WebhookEvents events, WebhookProcessing processing, ErasedPeople people) {
    this.events = events;
    this.people = people;
    this.processing = processing;
  }

  /**
   * Stores a delivery; when it completes, the delivery is safe. Who was erased is not stored.
   *
   * @return false if it had been delivered before
   */
  public Mono<Boolean> put(Incoming delivery) {
    return people
        .recent(delivery.teamId())
        .map(erased -> delivery.with(DeliveryScrub.of(delivery.payload(), erased)))
        .flatMap(events::add)
        .doOnNext(added -> {
          if (added) {
            processing.announce();
          }
        });
  }
}

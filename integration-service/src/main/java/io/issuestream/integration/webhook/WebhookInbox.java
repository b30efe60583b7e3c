package io.issuestream.integration.webhook;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where checked deliveries are handed in. */
@Component
public class WebhookInbox {

  private final WebhookEvents events;
  private final WebhookProcessing processing;

  WebhookInbox(WebhookEvents events, WebhookProcessing processing) {
    this.events = events;
    this.processing = processing;
  }

  /**
   * Stores a delivery; when it completes, the delivery is safe.
   *
   * @return false if it had been delivered before
   */
  public Mono<Boolean> put(Incoming delivery) {
    return events
        .add(delivery)
        .doOnNext(added -> {
          if (added) {
            processing.announce();
          }
        });
  }
}

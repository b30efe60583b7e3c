package io.issuestream.integration.webhook;

import java.util.List;
import reactor.core.publisher.Mono;

/** Knows what the deliveries of one source mean. */
public interface WebhookHandler {

  /** Whose deliveries it takes, such as {@code github}. */
  String source();

  /**
   * Applies deliveries in the order they came, all within the surrounding transaction; may be
   * called again with the same ones.
   *
   * @return one outcome per delivery; a failure undoes all of them
   */
  Mono<List<Outcome>> apply(List<Delivery> deliveries);
}

package io.issuestream.messaging.inbound;

import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Takes a record once more the way its topic's consumer does: the same checks, the same handler.
 */
public interface Redelivery {

  /**
   * Emits nothing found once the record's effect is committed, which for an event older than what
   * is held is no effect; else why it failed, after one attempt.
   *
   * @return ends in {@link DatabaseAway} where the database does not answer, which says nothing of
   *     the record
   */
  Mono<Optional<Diagnosis>> redeliver(RawRecord record);
}

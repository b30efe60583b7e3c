package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.inbound.ReadAgain;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Hands what was read to the service's handlers. What fails is tried again a few times: a deadlock
 * with live traffic, or a database that restarts.
 */
final class Handing {

  private static final Retry AGAIN = Retry.backoff(8, Duration.ofMillis(100));

  private final ReadAgain again;
  private final Waiting waiting;
  private final BiFunction<Topic, List<Aggregate>, Mono<Void>> removal;

  /**
   * Hands batches over.
   *
   * @param removal what is done about aggregates whose last record is a tombstone
   */
  Handing(
      ReadAgain again, Waiting waiting, BiFunction<Topic, List<Aggregate>, Mono<Void>> removal) {
    this.again = again;
    this.waiting = waiting;
    this.removal = removal;
  }

  StateFeed.Sink of(Topic topic) {
    return (records, gone) -> hand(topic, records, gone);
  }

  private void hand(Topic topic, List<ConsumerRecord<String, byte[]>> records, Set<String> gone) {
    var _ = waiting.on(again.handle(topic, records).retryWhen(AGAIN));
    again.gone(topic, gone);
    List<Aggregate> aggregates =
        gone.stream().map(Aggregate::of).collect(Collectors.toUnmodifiableList());
    if (!aggregates.isEmpty()) {
      var _ = waiting.on(removal.apply(topic, aggregates).retryWhen(AGAIN));
    }
  }
}

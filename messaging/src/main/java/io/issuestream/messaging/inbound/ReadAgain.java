package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/**
 * Takes the place of the consumers where a service reads its topics another time: the same handlers
 * are given batches, by whoever reads. What is no event of its topic is counted; the live consumer
 * has put it among the dead letters already.
 */
public final class ReadAgain {

  /** What is asked or told once and done once, by the service itself; these are no states. */
  private static final Set<Topic> DEEDS =
      Set.of(
          Topic.TEAM_ERASURES,
          Topic.TEAM_ERASURE_REPORTS,
          Topic.JIRA_SYNC_REQUESTS,
          Topic.JIRA_TOKEN_REQUESTS);

  private final Map<Topic, Taking<?>> takings =
      Collections.synchronizedMap(new EnumMap<>(Topic.class));
  private final LongAdder refused = new LongAdder();
  private final Map<String, String> failed = new ConcurrentSkipListMap<>();
  private final Around around;

  /**
   * A reader of topics.
   *
   * @param around what is put around every handler
   */
  public ReadAgain(Around around) {
    this.around = around;
  }

  /** Something to be done with each batch beside handing it over. */
  @FunctionalInterface
  public interface Around {

    /**
     * Handles a batch.
     *
     * @param handled what the handler does with it
     */
    Mono<Void> handle(Topic topic, Batch<?> batch, Mono<Void> handled);
  }

  <E extends Event> Consumer<Message<List<byte[]>>> batches(
      Class<E> family, Function<Batch<E>, Mono<Void>> handler, long largestData) {
    Topic topic =
        Arrays.stream(Topic.values())
            .filter(one -> one.eventTypes().stream().anyMatch(family::isAssignableFrom))
            .findFirst()
            .orElseThrow();
    if (!DEEDS.contains(topic)) {
      takings.put(topic, new Taking<>(topic, new RecordDecoder<>(family, largestData), handler));
    }
    return message -> {
      throw new IllegalStateException("No consumer is to run beside a replay");
    };
  }

  /** The topics that the service reads. */
  public Set<Topic> topics() {
    return Set.copyOf(takings.keySet());
  }

  /** How many records were no event of their topic. */
  public long refused() {
    return refused.sum();
  }

  /**
   * Of which aggregates the last record could not be taken by its handler: topic and key, and why.
   * The live consumer has put it among the dead letters, unless its release takes it.
   */
  public List<String> failed() {
    return failed.entrySet().stream().map(one -> one.getKey() + ": " + one.getValue()).toList();
  }

  /** The last records of these keys are tombstones. */
  public void gone(Topic topic, Set<String> keys) {
    keys.forEach(key -> failed.remove(name(topic, key)));
  }

  private static String name(Topic topic, String key) {
    return topic.topicName() + " " + key;
  }

  /**
   * Hands records with a value to their topic's handler. Ends in an error only where trying again
   * may help.
   */
  public Mono<Void> handle(Topic topic, List<ConsumerRecord<String, byte[]>> records) {
    Taking<?> taking = takings.get(topic);
    return taking == null
        ? Mono.error(new IllegalArgumentException("Nobody reads " + topic.topicName()))
        : Mono.defer(() -> taking.take(records));
  }

  private final class Taking<E extends Event> {
    private final Topic topic;
    private final RecordDecoder<E> decoder;
    private final Function<Batch<E>, Mono<Void>> handler;

    Taking(Topic topic, RecordDecoder<E> decoder, Function<Batch<E>, Mono<Void>> handler) {
      this.topic = topic;
      this.decoder = decoder;
      this.handler = handler;
    }

    Mono<Void> take(List<ConsumerRecord<String, byte[]>> records) {
      var good = new ArrayList<Received<E>>(records.size());
      for (ConsumerRecord<String, byte[]> record : records) {
        try {
          good.add(decoder.decode(RawRecord.of(record)));
        } catch (RecordRefused cause) {
          refused.increment();
        }
      }
      return taken(good);
    }

    private Mono<Void> taken(List<Received<E>> part) {
      if (part.isEmpty()) {
        return Mono.empty();
      }
      var batch = new Batch<>(part, List.of());
      return around
          .handle(topic, batch, Mono.defer(() -> handler.apply(batch)))
          .contextWrite(BatchScope.of(batch))
          .doOnSuccess(done -> mended(part))
          .onErrorResume(failure -> !Failures.mayHeal(failure), failure -> narrowed(part, failure));
    }

    private void mended(List<Received<E>> part) {
      if (!failed.isEmpty()) {
        part.forEach(one -> failed.remove(name(topic, Keys.of(one.event()))));
      }
    }

    /** To the record that is to blame; the others are taken. */
    private Mono<Void> narrowed(List<Received<E>> part, Throwable failure) {
      if (part.size() == 1) {
        failed.put(
            name(topic, Keys.of(part.getFirst().event())), failure.getClass().getSimpleName());
        return Mono.empty();
      }
      int half = part.size() / 2;
      return taken(part.subList(0, half))
          .then(Mono.defer(() -> taken(part.subList(half, part.size()))));
    }
  }
}

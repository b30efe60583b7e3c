package io.issuestream.messaging.inbound;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.Topic;
import io.issuestream.messaging.EventJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/**
 * The one place where Kafka's polling threads meet reactive handlers.
 *
 * <p>A batch is decoded, handed over, and awaited: the poll returns, and so offsets move, only when
 * the handler's effect is committed. That keeps the order of each key. What cannot be processed is
 * put aside, as {@link Consumption} says.
 */
public final class KafkaBoundary {

  /** Below the time after which the group takes a consumer that does not poll for dead. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private final Aside aside;
  private final DatabaseProbe probe;
  private final InboundProperties properties;
  private final Map<Topic, Redelivery> redeliveries = new ConcurrentHashMap<>();

  KafkaBoundary(Aside aside, DatabaseProbe probe, InboundProperties properties) {
    this.aside = aside;
    this.probe = probe;
    this.properties = properties;
  }

  /**
   * The function to bind to a topic's destination.
   *
   * @param family the topic's sealed event interface
   * @param handler commits its effect before it completes; may be called again with the same batch,
   *     with a part of it, and with an older event that had been put aside
   */
  public <E extends Event> Consumer<Message<List<byte[]>>> batches(
      Class<E> family, Function<Batch<E>, Mono<Void>> handler) {
    var consumption = new Consumption<>(family, handler, aside, probe, properties);
    Arrays.stream(Topic.values())
        .filter(topic -> topic.eventTypes().stream().anyMatch(family::isAssignableFrom))
        .forEach(topic -> {
          EventJson.prepare(topic);
          redeliveries.put(topic, consumption);
        });
    // The one permitted wait: the container's thread must not poll on before the effect is
    // committed.
    return message -> consumption.consume(RawBatches.of(message)).block(LIMIT);
  }

  /** The topics that functions were made for. */
  public Set<Topic> topics() {
    Set<Topic> topics = EnumSet.noneOf(Topic.class);
    topics.addAll(redeliveries.keySet());
    return topics;
  }

  /** How a topic's records are taken once more; empty for one that is not consumed here. */
  public Optional<Redelivery> redelivery(Topic topic) {
    return Optional.ofNullable(redeliveries.get(topic));
  }
}

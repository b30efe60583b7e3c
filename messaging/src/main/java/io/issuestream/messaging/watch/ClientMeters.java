package io.issuestream.messaging.watch;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/**
 * Of the several hundred figures that each Kafka client has, those that somebody looks at: a
 * service has up to ten clients, and each figure is a series for each of them.
 *
 * <p>Since version 4.1 a client tells each figure of a topic twice, under its name and with
 * underscores for dots (KIP-1109); sums over both would be double. All our topics have a dot.
 *
 * <p>Tags are left as they are: Micrometer's binder takes figures with fewer tags than it gave for
 * outdated and removes them.
 */
final class ClientMeters implements MeterFilter {

  private static final Set<String> KEPT =
      Set.of(
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.coordinator.assigned.partitions",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.failed.rebalance.total");

  /** Lag, by a consumer more for each topic; see {@link ConsumerLag}. */
  private static final String BINDERS_OWN = "spring.cloud.stream.binder.kafka.";

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    if (id.getName().startsWith(BINDERS_OWN)) {
      return MeterFilterReply.DENY;
    }
    if (!isOfAClient(id)) {
      return MeterFilterReply.NEUTRAL;
    }
    String topic = id.getTag("topic");
    boolean twice = topic != null && !topic.contains(".");
    return KEPT.contains(id.getName()) && !twice ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
  }

  private static boolean isOfAClient(Meter.Id id) {
    return id.getName().startsWith("kafka.");
  }
}

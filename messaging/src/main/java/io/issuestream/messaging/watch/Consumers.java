package io.issuestream.messaging.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * The service's Kafka consumers, and whether they run.
 *
 * <p>A replica that has just started is not ready before each has joined its group: a release that
 * cannot read its topics does not replace one that can. After that the broker may go away: reads
 * are answered from the database, and would be by nobody if every replica left. So they are too
 * where the broker has been away since before the start, after a while. A consumer that has stopped
 * for good is this replica's own trouble.
 */
public final class Consumers implements HealthIndicator {

  private static final String HEARTBEAT = "last-heartbeat-seconds-ago";

  private final Map<String, AbstractMessageListenerContainer<?, ?>> containers =
      new ConcurrentHashMap<>();
  private final int expected;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private final long begun;
  private volatile boolean joined;

  /**
   * Consumers to come.
   *
   * @param expected how many destinations are read
   * @param patience how long after the start the broker is waited for
   */
  Consumers(int expected, Duration patience, LongSupplier nanoClock) {
    this.expected = expected;
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.begun = nanoClock.getAsLong();
  }

  /** Takes note of the consumer of a destination; one that replaces another counts instead. */
  public void add(String destination, AbstractMessageListenerContainer<?, ?> container) {
    containers.put(destination, container);
  }

  /** For each destination the group that reads it. */
  Map<String, String> groups() {
    Map<String, String> groups = new HashMap<>();
    containers.forEach((destination, container) -> {
      String group = container.getGroupId();
      if (group != null) {
        groups.put(destination, group);
      }
    });
    return groups;
  }

  /** How many run now. */
  int running() {
    return (int)
        containers.values().stream().filter(AbstractMessageListenerContainer::isRunning).count();
  }

  int expected() {
    return expected;
  }

  @Override
  public Health health() {
    joined = joined || allJoined();
    if (!joined && nanoClock.getAsLong() - begun < patience.toNanos()) {
      return Health.outOfService().build();
    }
    boolean stopped = containers.values().stream().anyMatch(container -> !container.isRunning());
    return (stopped ? Health.down() : Health.up()).build();
  }

  private boolean allJoined() {
    return containers.size() >= expected
        && containers.values().stream().allMatch(Consumers::joined);
  }

  private static boolean joined(AbstractMessageListenerContainer<?, ?> container) {
    return container.metrics().values().stream()
        .map(Map::entrySet)
        .flatMap(Collection::stream)
        .anyMatch(Consumers::tellsOfAHeartbeat);
  }

  /** A member of a group; it is -1 for who never was. */
  private static boolean tellsOfAHeartbeat(Map.Entry<MetricName, ? extends Metric> metric) {
    return metric.getKey().name().equals(HEARTBEAT)
        && metric.getValue().metricValue() instanceof Double seconds
        && seconds >= 0;
  }
}

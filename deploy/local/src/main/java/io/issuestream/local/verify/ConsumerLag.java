package io.issuestream.local.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each service is behind the topics it follows.
 *
 * <p>Counted to the last record, not to the partition's end: behind a transaction lies a marker
 * that no consumer is ever seen to have passed.
 */
final class ConsumerLag implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Admin admin;
  private final String topicPrefix;

  ConsumerLag(Map<String, Object> client, String topicPrefix) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
    this.admin = Admin.create(settings);
    this.topicPrefix = topicPrefix;
  }

  /**
   * What services have not taken in yet.
   *
   * @param followed the topics that each service follows, by its name
   * @param next the offset that each partition is to be read up to
   */
  List<Waiting> of(Map<String, List<Kind>> followed, Map<TopicPartition, Long> next) {
    List<Waiting> waiting = new ArrayList<>();
    followed.forEach((service, kinds) -> {
      Map<TopicPartition, OffsetAndMetadata> committed = committed(topicPrefix + service);
      Map<Kind, Long> behind = new TreeMap<>();
      next.forEach((partition, offset) ->
          kinds.stream()
              .filter(kind -> partition.topic().equals(topicPrefix + kind.topicName()))
              .forEach(kind -> {
                OffsetAndMetadata at = committed.get(partition);
                long lag = offset - (at == null ? 0 : at.offset());
                if (lag > 0) {
                  behind.merge(kind, lag, Long::sum);
                }
              }));
      behind.forEach(
          (kind, lag) -> waiting.add(new Waiting(service, "offsets behind on " + kind, lag, true)));
    });
    return waiting;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("The offsets of " + group + " could not be read: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking for offsets.", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}

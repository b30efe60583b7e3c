package io.issuestream.messaging.replay;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the service's own consumers are. It is looked at and never changed. */
final class LiveGroup implements AutoCloseable {

  private final Admin admin;
  private final String group;

  LiveGroup(Map<String, Object> client, String group) {
    this.admin = Admin.create(client);
    this.group = group;
  }

  /**
   * Whether it has passed these offsets. What it has passed it has committed to its tables: offsets
   * move after effects.
   *
   * @param next per partition the offset after a record that is there; not a topic's end, which
   *     transactions move on without records
   */
  boolean hasPassed(Map<TopicPartition, Long> next) {
    return behind(next).isEmpty();
  }

  /** Where it has not passed these offsets, such as {@code jira.issues-3 at 5 of 7}. */
  List<String> behind(Map<TopicPartition, Long> next) {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return next.entrySet().stream()
          .filter(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset == null || offset.offset() < end.getValue();
          })
          .map(end ->
              end.getKey() + " at " + at(committed.get(end.getKey())) + " of " + end.getValue())
          .sorted()
          .toList();
    } catch (ExecutionException e) {
      throw new ReplayStopped(
          "How far group " + group + " is cannot be seen: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayStopped("Interrupted", e);
    }
  }

  private static String at(@Nullable OffsetAndMetadata offset) {
    return offset == null ? "none" : Long.toString(offset.offset());
  }

  @Override
  public void close() {
    admin.close();
  }
}

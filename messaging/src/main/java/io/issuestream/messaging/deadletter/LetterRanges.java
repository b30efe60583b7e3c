package io.issuestream.messaging.deadletter;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * How far the topics of letters reach: asked often, and without opening a consumer where there is
 * nothing new. Blocks.
 */
final class LetterRanges implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, Object> client;
  private @Nullable Admin admin;

  LetterRanges(Map<String, Object> client) {
    this.client = new HashMap<>(client);
  }

  /**
   * Where a partition begins and ends.
   *
   * @param begin of the first record there is
   * @param end behind the last
   */
  record Range(long begin, long end) {}

  /** Of those of these topics that there are; they have one partition each. */
  Map<TopicPartition, Range> of(Collection<String> topics) {
    Set<String> there = new HashSet<>(answer(admin().listTopics().names()));
    there.retainAll(topics);
    if (there.isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, ListOffsetsResultInfo> begins = offsets(there, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(there, OffsetSpec.latest());
    var ranges = new HashMap<TopicPartition, Range>();
    begins.forEach((partition, begin) -> {
      @Nullable ListOffsetsResultInfo end = ends.get(partition);
      if (end != null) {
        ranges.put(partition, new Range(begin.offset(), end.offset()));
      }
    });
    return ranges;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(Set<String> topics, OffsetSpec which) {
    return answer(
        admin()
            .listOffsets(
                topics.stream()
                    .collect(
                        Collectors.toMap(topic -> new TopicPartition(topic, 0), topic -> which)))
            .all());
  }

  private synchronized Admin admin() {
    @Nullable Admin open = admin;
    if (open == null) {
      open = Admin.create(client);
      admin = open;
    }
    return open;
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof KafkaException known
          ? known
          : new KafkaException(failure);
    } catch (TimeoutException failure) {
      throw new org.apache.kafka.common.errors.TimeoutException("The broker does not answer");
    } catch (InterruptedException failure) {
      throw new InterruptException(failure);
    }
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}

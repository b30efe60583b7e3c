package io.issuestream.local.chaos;

import io.issuestream.local.parts.ServiceSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far consumers are behind, and how much waits in outboxes: the peaks. */
final class Lag {
  private static final Duration BOUND = Duration.ofSeconds(5);

  private final ReplicatedStack stack;
  private final Admin admin;
  private long peak;
  private long waiting;

  Lag(ReplicatedStack stack) {
    this.stack = stack;
    Map<String, Object> settings = new HashMap<>(stack.kafka());
    settings.put("default.api.timeout.ms", (int) BOUND.toMillis());
    settings.put("request.timeout.ms", (int) BOUND.toMillis());
    this.admin = Admin.create(settings);
  }

  /** Looks once; where nobody answers there is nothing to see. */
  void look() throws InterruptedException {
    try {
      long records = 0;
      for (ServiceSpec service : ServiceSpec.ALL) {
        records += behind(service.name());
      }
      peak = Math.max(peak, records);
      long marks = 0;
      for (ServiceSpec service : ServiceSpec.ALL) {
        marks += stack.number(service, "select count(*) from outbox_mark");
      }
      waiting = Math.max(waiting, marks);
    } catch (ExecutionException | TimeoutException | IllegalStateException away) {
      // The broker or the database has been taken away.
    }
  }

  private long behind(String group)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(BOUND.toSeconds(), TimeUnit.SECONDS);
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    var ends = admin.listOffsets(asked).all().get(BOUND.toSeconds(), TimeUnit.SECONDS);
    long behind = 0;
    for (var each : committed.entrySet()) {
      if (each.getValue() != null) {
        behind += ends.get(each.getKey()).offset() - each.getValue().offset();
      }
    }
    return behind;
  }

  String told() {
    return "%d records, %d states in outboxes".formatted(peak, waiting);
  }

  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}

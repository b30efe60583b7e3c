package io.issuestream.messaging;

import io.issuestream.contracts.metrics.SprintMetricsEvent;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.Received;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A consumer that remembers what it was handed, and fails where a test wants it to. */
final class RecordingHandler {

  final List<Received<SprintMetricsEvent>> received = new CopyOnWriteArrayList<>();
  final List<String> erased = new CopyOnWriteArrayList<>();
  final Set<Long> poison = ConcurrentHashMap.newKeySet();
  final Set<String> poisonTombstones = ConcurrentHashMap.newKeySet();
  final AtomicInteger failuresThatHeal = new AtomicInteger();

  Mono<Void> on(Batch<SprintMetricsEvent> batch) {
    return Mono.fromRunnable(() -> {
      if (failuresThatHeal.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new org.springframework.dao.TransientDataAccessResourceException("away for a moment");
      }
      if (batch.records().stream()
          .anyMatch(one -> poison.contains(one.event().metrics().sprintId()))) {
        throw new IllegalStateException("cannot digest this sprint");
      }
      if (batch.erasedKeys().stream().anyMatch(poisonTombstones::contains)) {
        throw new IllegalStateException("cannot take this away");
      }
      received.addAll(batch.records());
      erased.addAll(batch.erasedKeys());
    });
  }

  List<Received<SprintMetricsEvent>> of(long sprintId) {
    return received.stream().filter(one -> one.event().metrics().sprintId() == sprintId).toList();
  }
}

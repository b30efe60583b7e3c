package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.integration.sync.SyncProgresses.Heard;
import io.issuestream.messaging.inbound.Batch;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Follows {@code jira.sync-progress}. */
@Component
class SyncProgressProjection {

  private final SyncProgresses progresses;

  SyncProgressProjection(SyncProgresses progresses) {
    this.progresses = progresses;
  }

  Mono<Void> on(Batch<SyncProgressEvent> batch) {
    return progresses.put(
        batch.latest().stream().map(one -> new Heard(one.event(), one.data())).toList());
  }
}

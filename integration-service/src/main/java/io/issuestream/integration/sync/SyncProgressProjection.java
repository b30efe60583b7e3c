package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.integration.sync.SyncProgresses.Heard;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
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

  /** Binds the projection to its topic. */
  @Configuration(proxyBeanMethods = false)
  static class Binding {

    @Bean
    Consumer<Message<List<byte[]>>> syncProgress(
        KafkaBoundary boundary, SyncProgressProjection projection) {
      return boundary.batches(SyncProgressEvent.class, projection::on);
    }
  }
}

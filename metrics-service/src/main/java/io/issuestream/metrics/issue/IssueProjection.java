package io.issuestream.metrics.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/** Keeps up with {@code jira.issues}. */
@Configuration(proxyBeanMethods = false)
class IssueProjection {

  private final IssueFacts facts;

  IssueProjection(IssueFacts facts) {
    this.facts = facts;
  }

  @Bean
  Consumer<Message<List<byte[]>>> issues(KafkaBoundary boundary) {
    return boundary.batches(IssueEvent.class, this::on);
  }

  Mono<Void> on(Batch<IssueEvent> batch) {
    return facts.accept(batch.latestEvents());
  }
}

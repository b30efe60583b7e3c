package io.issuestream.insights.issue;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds {@code jira.issues}. */
@Configuration(proxyBeanMethods = false)
class IssueConsumer {

  @Bean
  Consumer<Message<List<byte[]>>> issues(KafkaBoundary boundary, IssueProjection projection) {
    return boundary.batches(IssueEvent.class, projection::on);
  }
}

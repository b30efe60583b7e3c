package io.issuestream.insights.pullrequest;

import io.issuestream.contracts.code.PullRequestEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds {@code code.pull-requests}. */
@Configuration(proxyBeanMethods = false)
class PullRequestConsumer {

  @Bean
  Consumer<Message<List<byte[]>>> pullRequests(
      KafkaBoundary boundary, PullRequestProjection projection) {
    return boundary.batches(PullRequestEvent.class, projection::on);
  }
}

package io.issuestream.matching.account;

import io.issuestream.contracts.user.JiraUserEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds {@code jira.users}. */
@Configuration(proxyBeanMethods = false)
class AccountConsumer {

  @Bean
  Consumer<Message<List<byte[]>>> users(KafkaBoundary boundary, AccountProjection projection) {
    return boundary.batches(JiraUserEvent.class, projection::on);
  }
}

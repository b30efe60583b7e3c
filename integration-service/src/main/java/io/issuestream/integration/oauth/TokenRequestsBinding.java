package io.issuestream.integration.oauth;

import io.issuestream.contracts.connection.TokenRequestEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds requests for tokens to their topic. */
@Configuration(proxyBeanMethods = false)
class TokenRequestsBinding {

  @Bean
  Consumer<Message<List<byte[]>>> tokenRequests(KafkaBoundary boundary, TokenRefusals refusals) {
    return boundary.batches(TokenRequestEvent.class, refusals::on);
  }
}

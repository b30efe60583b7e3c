package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncProgressEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/**
 * Binds the projection to its topic.
 *
 * <p>A class of its own: of a bean method in a nested class the binder does not find the generic
 * type, takes the consumer for a function and waits a minute for an output topic that nobody has.
 */
@Configuration(proxyBeanMethods = false)
class SyncProgressBinding {

  @Bean
  Consumer<Message<List<byte[]>>> syncProgress(
      KafkaBoundary boundary, SyncProgressProjection projection) {
    return boundary.batches(SyncProgressEvent.class, projection::on);
  }
}

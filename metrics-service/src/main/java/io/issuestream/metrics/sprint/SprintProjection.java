package io.issuestream.metrics.sprint;

import io.issuestream.contracts.sprint.SprintEvent;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/** Keeps up with {@code jira.sprints}. */
@Configuration(proxyBeanMethods = false)
class SprintProjection {

  private final SprintStates states;

  SprintProjection(SprintStates states) {
    this.states = states;
  }

  @Bean
  Consumer<Message<List<byte[]>>> sprints(KafkaBoundary boundary) {
    return boundary.batches(SprintEvent.class, this::on);
  }

  Mono<Void> on(Batch<SprintEvent> batch) {
    return states.accept(batch.latest());
  }
}

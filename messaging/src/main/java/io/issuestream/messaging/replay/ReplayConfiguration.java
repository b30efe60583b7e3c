package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.ReadAgain;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/**
 * What a service has beside its own where it is started for a replay. The program names it; without
 * an annotation of its own no scan finds it.
 */
class ReplayConfiguration {

  /** Around every handler; nothing until the replay in place says what. */
  static final class Surrounding implements ReadAgain.Around {

    private volatile ReadAgain.Around inner = (topic, batch, handled) -> handled;

    void set(ReadAgain.Around around) {
      inner = around;
    }

    @Override
    public Mono<Void> handle(Topic topic, Batch<?> batch, Mono<Void> handled) {
      return inner.handle(topic, batch, handled);
    }
  }

  @Bean
  Surrounding surrounding() {
    return new Surrounding();
  }

  @Bean
  ReadAgain readAgain(Surrounding surrounding) {
    return new ReadAgain(surrounding);
  }
}

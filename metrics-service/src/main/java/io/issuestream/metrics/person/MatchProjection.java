package io.issuestream.metrics.person;

import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import reactor.core.publisher.Mono;

/** Keeps up with {@code user.matches}. */
@Configuration(proxyBeanMethods = false)
class MatchProjection {

  private final PersonMatches matches;

  MatchProjection(PersonMatches matches) {
    this.matches = matches;
  }

  @Bean
  Consumer<Message<List<byte[]>>> matches(KafkaBoundary boundary) {
    return boundary.batches(UserMatchEvent.class, this::on);
  }

  Mono<Void> on(Batch<UserMatchEvent> batch) {
    return matches
        .accept(batch.latestEvents())
        .then(Mono.defer(() -> matches.erase(batch.erasedKeys())));
  }
}

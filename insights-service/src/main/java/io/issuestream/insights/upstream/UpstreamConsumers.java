package io.issuestream.insights.upstream;

import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.contracts.metrics.FlowMetricsEvent;
import io.issuestream.contracts.metrics.SprintMetricsEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds {@code metrics.sprints}, {@code metrics.flow} and {@code user.matches}. */
@Configuration(proxyBeanMethods = false)
class UpstreamConsumers {

  @Bean
  Consumer<Message<List<byte[]>>> sprintMetrics(
      KafkaBoundary boundary, MetricsProjection projection) {
    return boundary.batches(SprintMetricsEvent.class, projection::onSprints);
  }

  @Bean
  Consumer<Message<List<byte[]>>> flowMetrics(
      KafkaBoundary boundary, MetricsProjection projection) {
    return boundary.batches(FlowMetricsEvent.class, projection::onFlows);
  }

  @Bean
  Consumer<Message<List<byte[]>>> userMatches(KafkaBoundary boundary, MatchProjection projection) {
    return boundary.batches(UserMatchEvent.class, projection::on);
  }
}

package io.issuestream.messaging.topic;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.MessagingProperties;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/**
 * Declares every topic as {@code contracts} describes it.
 *
 * <p>Each service declares all of them, so that none has to start before another; creating one that exists changes
 * nothing.
 */
public final class TopicDeclarations {

  private static final Duration DELETE_RETENTION = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  private TopicDeclarations() {}

  /** All topics, named with the installation's prefix. */
  public static NewTopics all(MessagingProperties.Kafka kafka) {
    return new NewTopics(
        Arrays.stream(Topic.values()).map(topic -> declare(topic, kafka)).toArray(NewTopic[]::new));
  }

  private static NewTopic declare(Topic topic, MessagingProperties.Kafka kafka) {
    return new NewTopic(kafka.topicPrefix() + topic.topicName(), topic.partitions(), kafka.replicationFactor())
        .configs(configs(topic.retention()));
  }

  private static Map<String, String> configs(Topic.Retention retention) {
    return switch (retention) {
      case WEEK ->
          Map.of(
              TopicConfig.CLEANUP_POLICY_CONFIG,
              TopicConfig.CLEANUP_POLICY_DELETE,
              TopicConfig.RETENTION_MS_CONFIG,
              Long.toString(WEEK.toMillis()));
      case COMPACTED -> compacted(Map.of());
      case COMPACTED_HOURLY ->
          compacted(
              Map.of(
                  TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                  Long.toString(Duration.ofHours(1).toMillis()),
                  TopicConfig.SEGMENT_MS_CONFIG,
                  Long.toString(Duration.ofHours(1).toMillis())));
    };
  }

  private static Map<String, String> compacted(Map<String, String> more) {
    var configs = new java.util.HashMap<>(more);
    configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(DELETE_RETENTION.toMillis()));
    return configs;
  }
}

package io.issuestream.messaging.topic;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.MessagingProperties;
import java.util.Arrays;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/**
 * Declares every topic as {@code contracts} describes it.
 *
 * <p>Each service declares all of them, so that none has to start before another; creating one that
 * exists changes nothing.
 */
public final class TopicDeclarations {

  private TopicDeclarations() {}

  /** All topics, named with the installation's prefix. */
  public static NewTopics all(MessagingProperties.Kafka kafka) {
    return new NewTopics(
        Arrays.stream(Topic.values()).map(topic -> declare(topic, kafka)).toArray(NewTopic[]::new));
  }

  private static NewTopic declare(Topic topic, MessagingProperties.Kafka kafka) {
    return new NewTopic(
            kafka.topicPrefix() + topic.topicName(), topic.partitions(), kafka.replicationFactor())
        .configs(topic.retention().settings());
  }
}

package io.issuestream.messaging.deadletter;

import io.issuestream.messaging.KafkaClient;
import io.issuestream.messaging.MessagingProperties;
import io.issuestream.messaging.inbound.KafkaBoundary;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;

/** Dead letters: putting aside, counting, and dealing with them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadLetterProperties.class)
public class DeadLetterConfiguration {

  @Bean
  LetterFormat letterFormat(MessagingProperties properties) {
    return new LetterFormat(properties.kafka().topicPrefix());
  }

  @Bean
  LetterTopics letterTopics(MessagingProperties properties, Environment environment) {
    return new LetterTopics(
        properties.kafka().topicPrefix(),
        Binder.get(environment).bind("spring.application.name", String.class).get());
  }

  @Bean
  LetterSender letterSender(MessagingProperties properties) {
    return new LetterSender(KafkaClient.settings(properties.kafka()));
  }

  @Bean
  DeadLetters deadLetters(
      LetterSender sender,
      KafkaAdmin admin,
      MessagingProperties properties,
      LetterTopics topics,
      LetterFormat format,
      MeterRegistry meters) {
    var making = new TopicMaking(admin, properties.kafka().replicationFactor());
    return new DeadLetters(sender, making, topics, format, meters);
  }

  @Bean
  LetterConsumers letterConsumers(MessagingProperties properties) {
    return new LetterConsumers(KafkaClient.settings(properties.kafka()));
  }

  @Bean
  LetterRanges letterRanges(MessagingProperties properties) {
    return new LetterRanges(KafkaClient.settings(properties.kafka()));
  }

  @Bean
  LetterIndex letterIndex(
      LetterRanges ranges, LetterConsumers consumers, LetterTopics topics, LetterFormat format) {
    return new LetterIndex(ranges, consumers, topics, format);
  }

  @Bean
  LetterWatch letterWatch(
      LetterIndex index,
      KafkaBoundary boundary,
      MeterRegistry meters,
      DeadLetterProperties properties) {
    return new LetterWatch(index, boundary, meters, properties.look());
  }

  @Bean
  DeadLetterOffice deadLetterOffice(
      LetterRanges ranges,
      LetterConsumers consumers,
      LetterTopics topics,
      LetterFormat format,
      LetterIndex index,
      KafkaBoundary boundary,
      DeadLetters letters) {
    var reader = new LetterReader(consumers, topics, format);
    return new DeadLetterOffice(
        index,
        new LetterSweep(ranges, consumers, topics, format),
        reader,
        new LaterTombstones(consumers, topics),
        new Retrying(boundary, reader, letters),
        letters);
  }
}

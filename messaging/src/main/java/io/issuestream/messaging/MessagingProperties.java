package io.issuestream.messaging;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service reaches Kafka and publishes its outbox.
 *
 * @param kafka the broker
 * @param outbox the relay
 */
@Validated
@ConfigurationProperties("issuestream")
public record MessagingProperties(
    @Valid @DefaultValue Kafka kafka, @Valid @DefaultValue Outbox outbox) {

  /**
   * The broker.
   *
   * @param bootstrapServers {@code host:port}, several separated by commas
   * @param topicPrefix put before every topic and group name, so that installations can share a
   *     broker
   * @param replicationFactor of topics this service creates
   * @param declareTopics whether this service makes the topics that are missing; not where accounts
   *     may not and the broker's administrator did
   * @param properties further client properties, such as those of SASL and TLS
   */
  public record Kafka(
      @NotBlank @DefaultValue("localhost:9092") String bootstrapServers,
      @DefaultValue("") String topicPrefix,
      @Min(1) @Max(32767) @DefaultValue("1") short replicationFactor,
      @DefaultValue("true") boolean declareTopics,
      @DefaultValue Map<String, String> properties) {}

  /**
   * The relay.
   *
   * @param shards how many independent publishers there are over all replicas; fixed for an
   *     installation
   * @param batchSize records of one topic published in one transaction at most
   * @param lease how long a replica owns a shard without renewing; it renews at a third of it
   * @param poll how often to look when no notification came
   * @param gather how long to wait after a look that found a burst, so that what goes on arriving
   *     leaves in few large transactions instead of many small ones
   */
  public record Outbox(
      @Min(1) @Max(64) @DefaultValue("2") int shards,
      @Min(1) @Max(5000) @DefaultValue("500") int batchSize,
      @DefaultValue("10s") Duration lease,
      @DefaultValue("1s") Duration poll,
      @DefaultValue("200ms") Duration gather) {}
}

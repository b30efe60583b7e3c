package io.issuestream.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Brings a service its outbox, relay, topics, Kafka boundary, lasting database work and the wall
 * between teams.
 */
@AutoConfiguration(
    afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@EnableConfigurationProperties(MessagingProperties.class)
@Import({
  io.issuestream.messaging.database.DatabaseConfiguration.class,
  io.issuestream.messaging.outbox.OutboxConfiguration.class,
  io.issuestream.messaging.inbound.InboundConfiguration.class,
  io.issuestream.messaging.wall.WallConfiguration.class,
  io.issuestream.messaging.trace.TraceConfiguration.class,
  io.issuestream.messaging.watch.WatchConfiguration.class
})
public class MessagingAutoConfiguration {}

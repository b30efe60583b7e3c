package io.issuestream.messaging.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Dead letters.
 *
 * @param look how often a service looks how many there are, for its metrics
 */
@ConfigurationProperties("issuestream.dead-letters")
public record DeadLetterProperties(@DefaultValue("30s") Duration look) {}

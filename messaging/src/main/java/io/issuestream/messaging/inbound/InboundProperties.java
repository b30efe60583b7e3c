package io.issuestream.messaging.inbound;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How a service takes records in.
 *
 * @param attempts how often a batch is tried whose handling fails in a way that may heal, although
 *     the database answers, before it is taken apart and the record that fails put aside; with the
 *     pauses there are between attempts, 10 take about 45 s
 * @param largestData larger data is put aside unread. What our own services publish is below the
 *     default: the outbox refuses more
 */
@Validated
@ConfigurationProperties("issuestream.inbound")
public record InboundProperties(
    @Min(1) @Max(1000) @DefaultValue("10") int attempts,
    @DefaultValue("1MB") DataSize largestData) {}

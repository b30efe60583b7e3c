package io.issuestream.integration.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How deliveries are taken and processed.
 *
 * @param maxBody largest delivery; GitHub itself drops what is larger than 25 MB
 * @param batchSize deliveries processed in one transaction at most
 * @param batchBytes bytes of payload processed in one transaction at most; a larger single delivery
 *     goes alone
 * @param processingTimeout how long a replica may take over a batch before others may; a plain
 *     number is seconds
 * @param maxRetries further tries of a delivery that failed for a reason that may pass
 * @param retryBackoff wait before the first further try, doubled for each
 * @param poll how often to look when no notification came
 * @param retention how long deliveries are kept that need nothing more
 */
@Validated
@ConfigurationProperties("issuestream.webhooks")
public record WebhookProperties(
    @DefaultValue("25MB") DataSize maxBody,
    @Min(1) @Max(1000) @DefaultValue("100") int batchSize,
    @DefaultValue("16MB") DataSize batchBytes,
    @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("30s") Duration processingTimeout,
    @Min(0) @Max(20) @DefaultValue("3") int maxRetries,
    @DefaultValue("1s") Duration retryBackoff,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("30d") Duration retention) {}

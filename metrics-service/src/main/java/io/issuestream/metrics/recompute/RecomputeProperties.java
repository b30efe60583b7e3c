package io.issuestream.metrics.recompute;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When figures are worked out again.
 *
 * @param quiet how long nothing must have touched a sprint or project before it is worked out
 * @param patience how long it waits for that at most
 * @param rest how long it is left alone after it was worked out, at least; at least fifteen times
 *     what that took, too; but no longer once nothing has touched it for this time
 * @param setSize sprints or projects taken at once
 * @param claim how long a replica may take over a set before another may take it
 * @param poll how often to look when no notification came
 */
@Validated
@ConfigurationProperties("issuestream.metrics.recompute")
public record RecomputeProperties(
    @DefaultValue("200ms") Duration quiet,
    @DefaultValue("2s") Duration patience,
    @DefaultValue("2s") Duration rest,
    @Min(1) @Max(500) @DefaultValue("50") int setSize,
    @DefaultValue("10s") Duration claim,
    @DefaultValue("2s") Duration poll) {}

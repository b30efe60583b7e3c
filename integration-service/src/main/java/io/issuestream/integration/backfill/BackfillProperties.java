package io.issuestream.integration.backfill;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How repositories are read.
 *
 * @param every how often a repository is asked for what changed, in case no webhook told
 * @param checkEvery how often a replica looks for work
 * @param lease after so long without a sign of life another replica takes a connection over
 * @param connectionsAtOnce connections one replica reads at a time
 * @param batch pull requests brought in by one transaction
 * @param retryBackoff wait after a run that failed, doubled for each further one up to {@code
 *     every}
 */
@Validated
@ConfigurationProperties("issuestream.github.backfill")
record BackfillProperties(
    @DefaultValue("15m") Duration every,
    @DefaultValue("1s") Duration checkEvery,
    @DefaultValue("30s") Duration lease,
    @Min(1) @Max(50) @DefaultValue("4") int connectionsAtOnce,
    @Min(1) @Max(100) @DefaultValue("25") int batch,
    @DefaultValue("30s") Duration retryBackoff) {}

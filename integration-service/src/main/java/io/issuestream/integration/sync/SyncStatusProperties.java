package io.issuestream.integration.sync;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How sync status is shown.
 *
 * @param intervalMinutes how often sync-worker syncs a project by itself; 0 when it does not. Only
 *     to say when the next run is due
 * @param heartbeat how often a live stream says that it is still there
 * @param mostOften shortest time between two messages of a live stream
 * @param forgottenAfter a run that has not been heard of for so long counts as not running, so that
 *     another can be asked for
 */
@Validated
@ConfigurationProperties("issuestream.sync-status")
record SyncStatusProperties(
    @Min(0) @DefaultValue("15") long intervalMinutes,
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("200ms") Duration mostOften,
    @DefaultValue("15m") Duration forgottenAfter) {}

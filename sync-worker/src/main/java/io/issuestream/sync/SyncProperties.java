package io.issuestream.sync;

import io.issuestream.jira.JiraLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How issues are synced.
 *
 * @param pageSize issues asked of Jira at once, 1 to 1000; Jira may give fewer. Also bound from
 *     {@code SYNC_BATCH_SIZE}
 * @param intervalMinutes how often every active project is synced incrementally, in minutes; 0
 *     turns it off. Also bound from {@code SYNC_INTERVAL_MINUTES}
 * @param overlap how far before the watermark an incremental run looks, because Jira's index lags
 * @param nightlyOverlap the same for the nightly run
 * @param lease how long a worker that went silent keeps a connection; it renews at a third of it
 * @param connections connections one worker serves at once
 * @param runsPerConnection runs of one connection that go on at once, sharing its budget
 * @param lanes windows of a project that a first sync reads side by side, 1 to 64; as many as the
 *     budget can use are enough
 * @param pagesAtOnce pages that all runs of this process together hold in memory
 * @param census how often completeness is proven
 * @param runRetries how often a failed run is tried again
 * @param runBackoff wait before the first retry; it doubles with each
 * @param usersPatience how long issues wait for the people to be read before both go on side by
 *     side
 * @param pointsPerHour points that Atlassian gives the app each hour for all its users together; a
 *     tenth stays with integration-service; 0 sets no bound
 * @param listsFresh how long fields, statuses, boards and the like are believed after they were
 *     read; 0 shares only what is read at the same time
 * @param jira what may be asked of Jira
 */
@Validated
@ConfigurationProperties("issuestream.sync")
public record SyncProperties(
    @Min(1) @Max(1000) @DefaultValue("100") int pageSize,
    @Min(0) @Max(10080) @DefaultValue("15") int intervalMinutes,
    @DurationMin @DefaultValue("5m") Duration overlap,
    @DurationMin @DefaultValue("24h") Duration nightlyOverlap,
    @DurationMin(millis = 300) @DefaultValue("10s") Duration lease,
    @Min(1) @Max(256) @DefaultValue("16") int connections,
    @Min(1) @Max(64) @DefaultValue("8") int runsPerConnection,
    @Min(1) @Max(64) @DefaultValue("12") int lanes,
    @Min(1) @Max(1000) @DefaultValue("24") int pagesAtOnce,
    @Valid @DefaultValue Census census,
    @Min(0) @Max(10) @DefaultValue("3") int runRetries,
    @DurationMin @DefaultValue("5s") Duration runBackoff,
    @DurationMin @DefaultValue("5s") Duration usersPatience,
    @Min(0) @Max(1_000_000_000) @DefaultValue("65000") long pointsPerHour,
    @DurationMin @DefaultValue("10m") Duration listsFresh,
    @Valid @DefaultValue Jira jira) {

  /**
   * How often completeness is proven, and when a person has to be asked.
   *
   * @param every a census follows an interval's run once the last one is so old; every other run,
   *     as the nightly one, is followed by one anyway
   * @param sweepEvery ids are compared everywhere, not only where counts differ, once the last time
   *     is so long ago
   * @param mostVanished share of a project's issues, 0 to 1; if more vanish at once an admin has to
   *     confirm it
   * @param fewVanished so many may vanish whatever their share is
   */
  public record Census(
      @DurationMin @DefaultValue("6h") Duration every,
      @DurationMin @DefaultValue("7d") Duration sweepEvery,
      @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.05") double mostVanished,
      @Min(0) @DefaultValue("10") long fewVanished) {}

  /**
   * What one connection may ask of its Jira.
   *
   * @param rateLimitPerSecond requests a second over the whole connection; a tenth stays with
   *     integration-service. Also bound from {@code JIRA_RATE_LIMIT_PER_SECOND}
   * @param maxRetries further tries of a failed request. Also bound from {@code JIRA_MAX_RETRIES}
   * @param retryBackoffSeconds seconds; without {@code Retry-After}, retry n waits this × 2ⁿ plus
   *     up to a second; after a 429 it waits as Atlassian asks, whatever this is. Also bound from
   *     {@code JIRA_RETRY_BACKOFF}
   * @param requestTimeout longest time for one answer
   * @param maxResponse largest answer
   * @param breakerFailureThreshold failures in a row that open the circuit breaker. Also bound from
   *     {@code CIRCUIT_BREAKER_FAILURE_THRESHOLD}
   * @param breakerRecovery how long it stays open, in seconds where no unit is given. Also bound
   *     from {@code CIRCUIT_BREAKER_RECOVERY_TIMEOUT}
   */
  public record Jira(
      @DecimalMin("0.01") @DecimalMax("1000000") @DefaultValue("10") double rateLimitPerSecond,
      @Min(0) @Max(20) @DefaultValue("3") int maxRetries,
      @DecimalMin("0") @DecimalMax("600") @DefaultValue("1.0") double retryBackoffSeconds,
      @DurationMin(millis = 100) @DefaultValue("30s") Duration requestTimeout,
      @DefaultValue("16MB") DataSize maxResponse,
      @Min(1) @Max(1000) @DefaultValue("5") int breakerFailureThreshold,
      @DurationMin(millis = 1) @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s")
          Duration breakerRecovery) {

    private static final double WORKERS_SHARE = 0.9;

    /** As the client takes them. */
    public JiraLimits limits() {
      return new JiraLimits(
          rateLimitPerSecond * WORKERS_SHARE,
          maxRetries,
          Duration.ofMillis(Math.round(retryBackoffSeconds * 1000)),
          requestTimeout,
          Math.toIntExact(maxResponse.toBytes()),
          breakerFailureThreshold,
          breakerRecovery);
    }
  }
}

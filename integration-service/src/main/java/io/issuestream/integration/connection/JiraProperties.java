package io.issuestream.integration.connection;

import io.issuestream.jira.JiraLimits;
import io.issuestream.jira.PointsGovernor;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How this service calls Jira. It only answers people, so it is less patient than a sync.
 *
 * @param allowedPrivateTargets addresses and blocks that are not public but may be connected to,
 *     such as {@code 10.20.0.0/16}; the word {@code loopback} stands for this machine
 * @param trustedAuthorities a PEM file with certificates of authorities that are trusted beside
 *     Java's own; null where there are none
 * @param rateLimitPerSecond requests a second one connection may make in all; a tenth of it, at
 *     least two, is this service's
 * @param maxRetries further tries of a request
 * @param retryBackoff wait before the first further try, doubled for each
 * @param requestTimeout longest wait for an answer
 * @param breakerFailureThreshold failures in a row after which Jira is left alone
 * @param breakerRecovery how long it is left alone; a plain number is seconds
 * @param pointsPerHour points that one replica of this service may spend each hour for all teams'
 *     OAuth connections together; 0 sets no bound. Of what Atlassian gives the app a tenth is this
 *     service's
 */
@Validated
@ConfigurationProperties("issuestream.jira")
record JiraProperties(
    @DefaultValue List<String> allowedPrivateTargets,
    @Nullable Path trustedAuthorities,
    @DecimalMin("0.1") @DefaultValue("10") double rateLimitPerSecond,
    @Min(0) @Max(10) @DefaultValue("1") int maxRetries,
    @DefaultValue("200ms") Duration retryBackoff,
    @DefaultValue("10s") Duration requestTimeout,
    @Min(1) @DefaultValue("5") int breakerFailureThreshold,
    @DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s") Duration breakerRecovery,
    @Min(0) @DefaultValue("3250") long pointsPerHour) {

  private static final double SHARE = 0.1;
  private static final double LEAST_PACE = 2;

  PointsGovernor governor() {
    return pointsPerHour == 0 ? PointsGovernor.unlimited() : PointsGovernor.hourly(pointsPerHour);
  }

  JiraLimits limits() {
    JiraLimits defaults = JiraLimits.defaults();
    return new JiraLimits(
        Math.max(LEAST_PACE, rateLimitPerSecond * SHARE),
        maxRetries,
        retryBackoff,
        requestTimeout,
        defaults.maxResponseBytes(),
        breakerFailureThreshold,
        breakerRecovery);
  }
}

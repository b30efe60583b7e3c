package io.issuestream.integration.github.connection;

import io.issuestream.github.GithubLimits;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How GitHub is called.
 *
 * @param apiUrl GitHub's REST API; the operator's own choice, never a team's
 * @param requestsPerSecond pace of one connection in one replica; GitHub allows 15 a second for
 *     long
 * @param concurrent requests of one connection under way at a time
 * @param maxRetries further tries of a request that failed
 * @param retryBackoff wait before the first further try, doubled for each
 * @param requestTimeout longest wait for an answer
 * @param longestWait where GitHub tells us to wait longer, work is put off rather than held
 */
@Validated
@ConfigurationProperties("issuestream.github")
record GithubApiProperties(
    @DefaultValue("https://api.github.com") URI apiUrl,
    @DecimalMin("0.1") @DefaultValue("10") double requestsPerSecond,
    @Min(1) @Max(50) @DefaultValue("4") int concurrent,
    @Min(0) @Max(10) @DefaultValue("3") int maxRetries,
    @DefaultValue("1s") Duration retryBackoff,
    @DefaultValue("30s") Duration requestTimeout,
    @DefaultValue("60s") Duration longestWait) {

  /** People who wait for a page are not kept waiting for a limit to pass. */
  private static final Duration PEOPLES_WAIT = Duration.ofSeconds(1);

  GithubLimits ofWork() {
    return limits(maxRetries, longestWait);
  }

  GithubLimits ofPeople() {
    return limits(0, PEOPLES_WAIT);
  }

  private GithubLimits limits(int retries, Duration wait) {
    return new GithubLimits(
        requestsPerSecond,
        concurrent,
        retries,
        retryBackoff,
        requestTimeout,
        GithubLimits.defaults().maxResponseBytes(),
        wait);
  }
}

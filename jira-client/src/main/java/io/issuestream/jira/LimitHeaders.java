package io.issuestream.jira;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.HttpHeaders;

/** Learns from what answers tell of limits before one is met. */
final class LimitHeaders {

  private final RequestBudget budget;
  private final MeterRegistry meters;

  LimitHeaders(RequestBudget budget, MeterRegistry meters) {
    this.budget = budget;
    this.meters = meters;
  }

  void observe(JiraRequest request, HttpHeaders headers) {
    TokenBucket.Level level = TokenBucket.Level.of(headers);
    if (level != null) {
      budget.told(level);
    }
    // Cloud says so when less than a fifth is left; which of its limits it means, it does not say.
    if ("true".equalsIgnoreCase(headers.getFirst("X-RateLimit-NearLimit"))) {
      meters.counter("issuestream.jira.near-limit", "endpoint", request.endpoint()).increment();
    }
  }
}

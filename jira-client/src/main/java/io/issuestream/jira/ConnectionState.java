package io.issuestream.jira;

import java.time.Duration;

/**
 * How a connection stands in this process, for health pages.
 *
 * @param breaker state of the circuit breaker
 * @param requestsPerSecond the pace in force
 * @param waiting requests waiting for their turn
 * @param pause how long Jira asked to be left alone from now; zero when it did not
 */
public record ConnectionState(
    Breaker breaker, double requestsPerSecond, int waiting, Duration pause) {

  /** The circuit breaker's states. */
  public enum Breaker {
    /** Requests pass. */
    CLOSED,
    /** Requests fail at once until the recovery time is over. */
    OPEN,
    /** One request is trying whether Jira answers again. */
    HALF_OPEN
  }
}

package io.issuestream.jira;

import java.time.Clock;
import reactor.core.publisher.Mono;

/**
 * Watches over the points that Atlassian gives an OAuth app each hour for all its users together.
 * Asked before every call of a connection whose calls cost points; API tokens and Data Center are
 * exempt. Safe for many threads.
 */
public interface PointsGovernor {

  /**
   * Completes when a call may spend so many points, which are then taken as spent. Fails with
   * {@link JiraFailure.PointsSpent} where there are none for so long that the caller had better
   * come back.
   *
   * @param connectionId as given to {@link JiraClients#open}
   * @param points what the call is thought to cost, at least 1
   */
  Mono<Void> take(String connectionId, int points);

  /**
   * The call has cost more, or less, than was taken for it.
   *
   * @param difference points to take in addition; negative where some come back
   */
  void correct(String connectionId, int difference);

  /** Lets everything pass. */
  static PointsGovernor unlimited() {
    return new PointsGovernor() {
      @Override
      public Mono<Void> take(String connectionId, int points) {
        return Mono.empty();
      }

      @Override
      public void correct(String connectionId, int difference) {
        // There is nothing to keep account of.
      }
    };
  }

  /**
   * So many points an hour within this process; hours begin on the hour, as Atlassian's do.
   *
   * @param points above 0
   */
  static PointsGovernor hourly(long points) {
    return new HourlyPoints(points, Clock.systemUTC());
  }
}

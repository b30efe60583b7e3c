package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Insight;
import io.issuestream.contracts.insight.InsightEvent;
import io.issuestream.contracts.insight.InsightFound;
import io.issuestream.contracts.insight.InsightResolved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An insight as last published.
 *
 * @param revision that of the last event
 */
record StandingInsight(long revision, Insight insight) {

  /**
   * The events that turn what stands into what holds now. What holds unchanged gives none; what
   * held before keeps the moment it was found; what had been resolved and holds again is found
   * anew.
   */
  static List<InsightEvent> changes(
      String teamId, Collection<StandingInsight> standing, Collection<Finding> found, Instant now) {
    Map<String, StandingInsight> before =
        standing.stream()
            .collect(Collectors.toMap(one -> one.insight().insightId(), Function.identity()));
    var events = new ArrayList<InsightEvent>();
    var holding = new HashSet<String>();
    for (Finding finding : found) {
      holding.add(finding.id());
      InsightFound event = changed(teamId, before.get(finding.id()), finding, now);
      if (event != null) {
        events.add(event);
      }
    }
    for (StandingInsight one : standing) {
      if (!one.insight().resolved() && !holding.contains(one.insight().insightId())) {
        events.add(new InsightResolved(teamId, one.revision() + 1, resolved(one.insight())));
      }
    }
    return events;
  }

  private static @Nullable InsightFound changed(
      String teamId, @Nullable StandingInsight before, Finding finding, Instant now) {
    if (before == null) {
      return new InsightFound(teamId, 1, finding.since(now));
    }
    if (before.insight().resolved()) {
      return new InsightFound(teamId, before.revision() + 1, finding.since(now));
    }
    Insight after = finding.since(before.insight().foundAt());
    return after.equals(before.insight())
        ? null
        : new InsightFound(teamId, before.revision() + 1, after);
  }

  private static Insight resolved(Insight last) {
    return new Insight(
        last.insightId(),
        last.kind(),
        last.severity(),
        last.projectKey(),
        last.subject(),
        last.title(),
        last.summary(),
        last.suggestion(),
        last.evidence(),
        last.foundAt(),
        true);
  }
}

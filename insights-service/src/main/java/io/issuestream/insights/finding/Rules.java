package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Severity;
import java.util.Comparator;
import java.util.List;

/** All rules together. */
final class Rules {

  private static final Comparator<Finding> SEVERE_FIRST =
      Comparator.comparing(Finding::severity, Comparator.<Severity>reverseOrder())
          .thenComparing(Finding::id);

  private final List<Rule> rules;
  private final int most;

  Rules(InsightSettings settings) {
    this.most = settings.maxPerTeam();
    this.rules =
        List.of(
            new ScopeCreep(settings.scopeCreep()),
            new CarryOver(settings.carryOver()),
            new OverCommitment(settings.overCommitment()),
            new UnestimatedWork(settings.unestimatedWork()),
            new AgeingWork(settings.ageing()),
            new CycleTimeRegression(settings.cycleTimeRegression()),
            new UnlinkedWork(settings.unlinkedWork()),
            new UnmatchedPeople(settings.unmatchedPeople()),
            new CoverageGap(settings.coverageGap()));
  }

  /** What holds now, the more severe first, each identifier once. */
  List<Finding> findings(TeamPicture team) {
    return rules.stream()
        .flatMap(rule -> rule.findings(team))
        .sorted(SEVERE_FIRST)
        .limit(most)
        .toList();
  }
}

package io.issuestream.metrics.ledger;

import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.metrics.history.IssueHistory;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sprint's ledger: a line for every issue that was in it while it ran.
 *
 * <p>Definitions, version {@value #DEFINITION_VERSION}. {@code docs/metrics.md} has the same with
 * an example; whoever changes what a figure means raises the version.
 *
 * <ul>
 *   <li>The facts are those of {@link SprintFact}, the sprint's start and end those of {@link
 *       SprintWindow}. An issue that left and came back counts as if it had stayed; one that was
 *       added and removed before the start, or only added after the end, has no line.
 *   <li>Points are those of the moment: committed at the start, added when it entered, removed when
 *       it left, everything else at the end. An unestimated issue has none, which is not zero.
 *   <li>Done is a status of the category <em>done</em>, reopened work is not. Since when is the
 *       last entry into that category.
 *   <li>A sprint that was not started has lines without facts for the issues planned for it.
 *   <li>Sub-tasks count as issues. Deleted issues keep their lines.
 *   <li>An issue without a changelog, and every issue of a sprint that has run but whose start Jira
 *       does not tell, is read from the sprints it lists; see {@link MembershipReading}.
 * </ul>
 */
public record SprintLedger(SprintWindow sprint, List<LedgerEntry> entries) {

  /** Version of the definitions above and of {@link SprintFigures}. */
  public static final int DEFINITION_VERSION = 1;

  public SprintLedger {
    entries = List.copyOf(entries);
  }

  /**
   * The ledger of a sprint, by issue id.
   *
   * @param issues all that ever touched the sprint; others do no harm
   * @param sprints the sprints that the issues list, as far as known
   */
  public static SprintLedger of(
      SprintWindow sprint, Collection<IssueHistory> issues, Sprints sprints) {
    return new SprintLedger(
        sprint,
        issues.stream()
            .map(issue -> read(issue, sprint, sprints))
            .filter(Objects::nonNull)
            .sorted(Comparator.comparingLong((LedgerEntry entry) -> entry.issue().id()))
            .toList());
  }

  /**
   * How many sprints, up to this one, ended with the issue in them and not done.
   *
   * @param sprints the sprints that the issue touched; unknown ones do not count
   */
  public static int timesCarriedOver(IssueHistory issue, SprintWindow upTo, Sprints sprints) {
    int times = 0;
    for (long sprintId : issue.touchedSprints()) {
      SprintWindow sprint = sprintId == upTo.sprintId() ? upTo : sprints.get(sprintId);
      if (sprint == null || sprint.end().isAfter(upTo.end())) {
        continue;
      }
      LedgerEntry entry = read(issue, sprint, sprints);
      if (entry != null && entry.is(SprintFact.CARRIED_OVER)) {
        times++;
      }
    }
    return times;
  }

  private static @Nullable LedgerEntry read(
      IssueHistory issue, SprintWindow sprint, Sprints sprints) {
    return basis(issue, sprint) == Basis.CHANGELOG
        ? ChangelogReading.read(issue, sprint)
        : MembershipReading.read(issue, sprint, sprints);
  }

  private static Basis basis(IssueHistory issue, SprintWindow sprint) {
    boolean startUnknown = sprint.phase() != SprintPhase.FUTURE && sprint.start() == null;
    return issue.changelog() && !startUnknown ? Basis.CHANGELOG : Basis.MEMBERSHIP;
  }
}

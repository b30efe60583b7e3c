package io.issuestream.metrics.sprint;

import io.issuestream.contracts.metrics.Basis;
import io.issuestream.metrics.ledger.LedgerEntry;
import io.issuestream.metrics.ledger.Moment;
import io.issuestream.metrics.ledger.SprintFact;
import io.issuestream.metrics.ledger.SprintLedger;
import io.issuestream.metrics.sprint.Ledgers.Worked;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue behind a sprint's figures.
 *
 * @param id Jira's numeric id
 * @param facts everything that is true of it in this sprint, such as {@code completed-outside}
 * @param at when the asked-for fact came about; null where none was asked for
 * @param points the estimate then, or at the end where no fact was asked for; the change for {@code
 *     reestimated}; null when unestimated
 * @param personId who had it at the end; null for nobody
 * @param deleted whether it is gone from Jira
 * @param timesCarriedOver how many sprints, up to this one, ended with it in them and not done
 * @param basis where all this comes from
 */
record SprintLine(
    long id,
    String key,
    String projectKey,
    List<String> facts,
    @Nullable Instant at,
    @Nullable BigDecimal points,
    @Nullable String personId,
    boolean deleted,
    int timesCarriedOver,
    Basis basis) {

  /**
   * The lines of a ledger, by issue id.
   *
   * @param fact only those it is true of; null for all
   * @param after only those with a higher id
   */
  static List<SprintLine> of(Worked worked, @Nullable SprintFact fact, long after, int limit) {
    return worked.ledger().entries().stream()
        .filter(entry -> fact == null || entry.is(fact))
        .filter(entry -> entry.issue().id() > after)
        .limit(limit)
        .map(entry -> of(entry, fact == null ? null : entry.facts().get(fact), worked))
        .toList();
  }

  private static SprintLine of(LedgerEntry entry, @Nullable Moment moment, Worked worked) {
    return new SprintLine(
        entry.issue().id(),
        entry.issue().key(),
        entry.issue().projectKey(),
        entry.facts().keySet().stream().sorted().map(SprintFact::slug).toList(),
        moment == null ? null : moment.at(),
        moment == null ? entry.points() : moment.points(),
        entry.assignee(),
        entry.issue().deleted(),
        SprintLedger.timesCarriedOver(entry.issue(), worked.ledger().sprint(), worked.sprints()),
        entry.basis());
  }
}

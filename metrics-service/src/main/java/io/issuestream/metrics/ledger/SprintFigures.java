package io.issuestream.metrics.ledger;

import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.Confidence;
import io.issuestream.contracts.metrics.MemberAmounts;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.sprint.SprintState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sums a ledger up. */
public final class SprintFigures {

  private static final Comparator<String> NULLS_LAST =
      Comparator.nullsLast(Comparator.<String>naturalOrder());

  private SprintFigures() {}

  /**
   * The figures of a sprint.
   *
   * @param projectKey the project it belongs to; null where not known
   * @param asOf the moment the ledger was looked at from
   */
  public static SprintMetrics of(
      SprintState state, @Nullable String projectKey, Instant asOf, SprintLedger ledger) {
    List<LedgerEntry> entries = ledger.entries();
    Amount committed = sum(entries, SprintFact.COMMITTED);
    Amount completed = sum(entries, SprintFact.COMPLETED);
    Amount completedCommitted =
        sum(entries, SprintFact.COMPLETED, entry -> entry.is(SprintFact.COMMITTED));
    return new SprintMetrics(
        state.id(),
        state.boardId(),
        projectKey,
        state.name(),
        state.state(),
        // The contract's start of a started sprint is the real one, not the planned.
        ledger.sprint().planned(),
        state.endDate(),
        state.completeDate(),
        asOf,
        SprintLedger.DEFINITION_VERSION,
        committed,
        sum(entries, SprintFact.ADDED),
        sum(entries, SprintFact.REMOVED),
        sum(entries, SprintFact.REESTIMATED),
        completed,
        completedCommitted,
        sum(entries, SprintFact.COMPLETED_OUTSIDE),
        sum(entries, SprintFact.CARRIED_OVER),
        inIssues(completedCommitted, committed),
        committed.points().signum() == 0
            ? inIssues(completed, committed)
            : Points.share(completed.points(), committed.points()),
        members(entries),
        confidence(entries));
  }

  private static @Nullable BigDecimal inIssues(Amount part, Amount whole) {
    return Points.share(BigDecimal.valueOf(part.issues()), BigDecimal.valueOf(whole.issues()));
  }

  private static Amount sum(List<LedgerEntry> entries, SprintFact fact) {
    return sum(entries, fact, entry -> true);
  }

  private static Amount sum(
      List<LedgerEntry> entries, SprintFact fact, Predicate<LedgerEntry> also) {
    long issues = 0;
    BigDecimal points = BigDecimal.ZERO;
    for (LedgerEntry entry : entries) {
      Moment moment = entry.facts().get(fact);
      if (moment != null && also.test(entry)) {
        issues++;
        points = points.add(Points.of(moment.points()));
      }
    }
    return new Amount(issues, Points.plain(points));
  }

  private static List<MemberAmounts> members(List<LedgerEntry> entries) {
    Map<@Nullable String, List<LedgerEntry>> byAssignee = new HashMap<>();
    for (LedgerEntry entry : entries) {
      byAssignee
          .computeIfAbsent(entry.assignee(), person -> new java.util.ArrayList<>())
          .add(entry);
    }
    return byAssignee.entrySet().stream()
        .map(theirs ->
            new MemberAmounts(
                theirs.getKey(),
                sum(theirs.getValue(), SprintFact.COMMITTED),
                sum(theirs.getValue(), SprintFact.COMPLETED),
                sum(theirs.getValue(), SprintFact.CARRIED_OVER)))
        .filter(SprintFigures::saysSomething)
        .sorted(Comparator.comparing(MemberAmounts::personId, NULLS_LAST))
        .toList();
  }

  private static boolean saysSomething(MemberAmounts member) {
    return member.committed().issues() + member.completed().issues() + member.carriedOver().issues()
        > 0;
  }

  private static Confidence confidence(List<LedgerEntry> entries) {
    long byMembership = count(entries, entry -> entry.basis() == Basis.MEMBERSHIP);
    Basis basis =
        byMembership == 0
            ? Basis.CHANGELOG
            : byMembership == entries.size() ? Basis.MEMBERSHIP : Basis.MIXED;
    return new Confidence(
        basis,
        entries.size(),
        count(entries, entry -> entry.points() == null),
        count(entries, entry -> !entry.issue().changelog()),
        count(entries, entry -> entry.issue().changelog() && !entry.issue().complete()));
  }

  private static long count(List<LedgerEntry> entries, Predicate<LedgerEntry> which) {
    return entries.stream().filter(which).count();
  }
}

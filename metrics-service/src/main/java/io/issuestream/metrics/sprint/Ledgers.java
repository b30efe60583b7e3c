package io.issuestream.metrics.sprint;

import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.metrics.history.IssueHistory;
import io.issuestream.metrics.issue.IssueFacts;
import io.issuestream.metrics.issue.IssueFacts.SprintIssue;
import io.issuestream.metrics.ledger.AsOf;
import io.issuestream.metrics.ledger.SprintLedger;
import io.issuestream.metrics.ledger.SprintWindow;
import io.issuestream.metrics.ledger.Sprints;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Works ledgers out from what is kept of sprints and issues, many sprints in two queries. */
@Component
class Ledgers {

  private final IssueFacts issues;
  private final SprintStates states;

  Ledgers(IssueFacts issues, SprintStates states) {
    this.issues = issues;
    this.states = states;
  }

  /**
   * A sprint's ledger with what it was worked out from.
   *
   * @param sprints the sprints that its issues touched
   */
  record Worked(
      SprintKey key, SprintState state, Instant asOf, SprintLedger ledger, Sprints sprints) {}

  /** The ledgers of those of the sprints that are known. */
  Mono<List<Worked>> of(Collection<SprintKey> keys) {
    return issues
        .touching(List.of(SprintKey.teamIds(keys)), List.of(SprintKey.sprintIds(keys)))
        .collectList()
        .flatMap(found ->
            states.find(named(keys, found)).map(known -> work(keys, bySprint(found), known)));
  }

  private static Collection<SprintKey> named(Collection<SprintKey> keys, List<SprintIssue> found) {
    var named = new HashSet<>(keys);
    for (SprintIssue issue : found) {
      for (long sprintId : issue.history().touchedSprints()) {
        named.add(new SprintKey(issue.teamId(), sprintId));
      }
    }
    return named;
  }

  private static Map<SprintKey, List<IssueHistory>> bySprint(List<SprintIssue> found) {
    var bySprint = new HashMap<SprintKey, List<IssueHistory>>();
    for (SprintIssue issue : found) {
      for (long sprintId : issue.sprintIds()) {
        bySprint
            .computeIfAbsent(new SprintKey(issue.teamId(), sprintId), key -> new ArrayList<>())
            .add(issue.history());
      }
    }
    return bySprint;
  }

  private static List<Worked> work(
      Collection<SprintKey> keys,
      Map<SprintKey, List<IssueHistory>> bySprint,
      Map<SprintKey, SprintState> known) {
    var worked = new ArrayList<Worked>(keys.size());
    for (SprintKey key : keys) {
      SprintState state = known.get(key);
      if (state != null) {
        List<IssueHistory> histories = bySprint.getOrDefault(key, List.of());
        Instant asOf = AsOf.of(state, histories);
        Sprints sprints = sprints(key.teamId(), histories, known, asOf);
        SprintLedger ledger = SprintLedger.of(SprintWindow.of(state, asOf), histories, sprints);
        worked.add(new Worked(key, state, asOf, ledger, sprints));
      }
    }
    return worked;
  }

  private static Sprints sprints(
      String teamId,
      List<IssueHistory> histories,
      Map<SprintKey, SprintState> known,
      Instant asOf) {
    var windows = new HashMap<Long, SprintWindow>();
    for (IssueHistory history : histories) {
      for (long sprintId : history.touchedSprints()) {
        SprintState state = known.get(new SprintKey(teamId, sprintId));
        if (state != null && !windows.containsKey(sprintId)) {
          windows.put(sprintId, SprintWindow.of(state, asOf));
        }
      }
    }
    return Sprints.of(windows.values());
  }
}

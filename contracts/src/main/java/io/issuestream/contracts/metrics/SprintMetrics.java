package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import io.issuestream.contracts.sprint.SprintPhase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one sprint, summed.
 *
 * @param sprintId Jira's id
 * @param boardId the board the sprint was created on, where known
 * @param projectKey the project the sprint belongs to, where known
 * @param startDate the planned start until the sprint is started, then the start
 * @param endDate the planned end
 * @param completeDate when it was closed; null until then
 * @param asOf the moment the figures hold for
 * @param definitionVersion version of the definitions below; a change of them raises it
 * @param committed in the sprint when it was started
 * @param added entered after the start and before the end
 * @param removed left after the start and before the end
 * @param reestimated issues whose estimate changed during the sprint, with the net change in points
 * @param completed done in the sprint, at its end or {@code asOf}
 * @param completedCommitted the committed among the completed
 * @param completedOutside in the sprint but done before it was started
 * @param carriedOver in the sprint at its end and not done
 * @param planningAccuracy completed committed ÷ committed, in issues; null when nothing was
 *     committed
 * @param capacityAccuracy completed ÷ committed, in points (in issues where there are no points);
 *     null when nothing was committed
 * @param members the same by assignee at the end or {@code asOf}; null person for unassigned
 * @param confidence how far all this can be trusted
 */
public record SprintMetrics(
    @Range(min = 1) long sprintId,
    @Nullable Long boardId,
    @Nullable String projectKey,
    String name,
    SprintPhase state,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Nullable Instant completeDate,
    Instant asOf,
    @Range(min = 1) int definitionVersion,
    Amount committed,
    Amount added,
    Amount removed,
    Amount reestimated,
    Amount completed,
    Amount completedCommitted,
    Amount completedOutside,
    Amount carriedOver,
    @Range(min = 0, max = 1) @Nullable BigDecimal planningAccuracy,
    @Nullable BigDecimal capacityAccuracy,
    List<MemberAmounts> members,
    Confidence confidence) {

  public SprintMetrics {
    Checks.atLeast(1, sprintId, "sprintId");
    requireNonNull(name, "name");
    requireNonNull(state, "state");
    requireNonNull(asOf, "asOf");
    Checks.atLeast(1, definitionVersion, "definitionVersion");
    requireNonNull(committed, "committed");
    requireNonNull(added, "added");
    requireNonNull(removed, "removed");
    requireNonNull(reestimated, "reestimated");
    requireNonNull(completed, "completed");
    requireNonNull(completedCommitted, "completedCommitted");
    requireNonNull(completedOutside, "completedOutside");
    requireNonNull(carriedOver, "carriedOver");
    Checks.share(planningAccuracy, "planningAccuracy");
    requireNonNull(confidence, "confidence");
    members = Checks.list(members);
  }
}

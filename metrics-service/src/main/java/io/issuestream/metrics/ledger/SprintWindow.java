package io.issuestream.metrics.ledger;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.contracts.sprint.SprintState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which things count for a sprint.
 *
 * @param start when it was started; null while it was not, or where Jira does not say
 * @param end when it was closed; while it runs, the moment looked from; never before the start
 * @param planned when it was started or is planned to be, to put sprints in order; null where Jira
 *     does not say
 */
public record SprintWindow(
    long sprintId,
    SprintPhase phase,
    @Nullable Instant start,
    Instant end,
    @Nullable Instant planned) {

  public SprintWindow {
    requireNonNull(phase, "phase");
    requireNonNull(end, "end");
  }

  /**
   * The window of a sprint.
   *
   * <p>{@code activatedDate} is the real start where Jira gives it, else {@code startDate} becomes
   * it when the sprint is started. {@code completeDate} is the real end, else {@code endDate}, the
   * planned one, of a closed sprint. A sprint that was opened again has no end any more.
   *
   * @param asOf the moment to look from
   */
  public static SprintWindow of(SprintState sprint, Instant asOf) {
    Instant planned = first(sprint.activatedDate(), sprint.startDate());
    Instant start = sprint.state() == SprintPhase.FUTURE ? null : planned;
    Instant closed =
        sprint.state() == SprintPhase.CLOSED
            ? first(sprint.completeDate(), sprint.endDate())
            : null;
    Instant end = closed == null ? asOf : closed;
    Instant notBeforeStart = start != null && end.isBefore(start) ? start : end;
    return new SprintWindow(sprint.id(), sprint.state(), start, notBeforeStart, planned);
  }

  /** Whether it is over. */
  public boolean ended() {
    return phase == SprintPhase.CLOSED;
  }

  /**
   * Whether a move into or out of the sprint at this moment came before the end. What happens in
   * the very moment of closing is the closing (Jira moves unfinished work on then), so it does not;
   * in a running sprint the moment looked from does.
   */
  boolean beforeEnd(Instant moment) {
    return ended() ? moment.isBefore(end) : !moment.isAfter(end);
  }

  private static @Nullable Instant first(@Nullable Instant one, @Nullable Instant other) {
    return one != null ? one : other;
  }
}

package io.issuestream.metrics.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be true of an issue in a sprint.
 *
 * <p>An issue came in by being {@link #COMMITTED} or {@link #ADDED}, never both, and has exactly
 * one of {@link #REMOVED}, {@link #COMPLETED}, {@link #COMPLETED_OUTSIDE}, {@link #CARRIED_OVER}
 * and {@link #REMAINING} as its outcome. So in issues, and with the net change of {@link
 * #REESTIMATED} in points too: committed + added − removed = completed + completed outside +
 * carried over + remaining.
 */
public enum SprintFact {
  /** In the sprint at the moment it was started. */
  COMMITTED,
  /** Entered after the start and before the end. */
  ADDED,
  /** Left after the start and before the end, and did not come back before the end. */
  REMOVED,
  /** Its estimate changed after it came in and before it left or the sprint ended. */
  REESTIMATED,
  /** In the sprint and done at its end, and not since before the start. */
  COMPLETED,
  /** In the sprint and done at its end, but since before the start. */
  COMPLETED_OUTSIDE,
  /** In the sprint and not done at its end; in a running one, not done and in a later one too. */
  CARRIED_OVER,
  /** In a running sprint and not done yet. */
  REMAINING;

  /** The name in addresses, such as {@code completed-outside}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fact of a {@link #slug()}. */
  public static Optional<SprintFact> ofSlug(String slug) {
    return Arrays.stream(values()).filter(fact -> fact.slug().equals(slug)).findFirst();
  }
}

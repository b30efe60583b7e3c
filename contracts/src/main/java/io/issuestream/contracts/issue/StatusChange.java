package io.issuestream.contracts.issue;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status moved; categories are those of the site at reading time, {@code unknown} for a status
 * it no longer has.
 *
 * @param fromStatus the former status's name then; null where the changelog names none
 * @param toStatus the new status's name then; null where the changelog names none
 */
public record StatusChange(
    Instant at,
    @Nullable String fromStatus,
    StatusCategory fromCategory,
    @Nullable String toStatus,
    StatusCategory toCategory) {

  public StatusChange {
    requireNonNull(at, "at");
    requireNonNull(fromCategory, "fromCategory");
    requireNonNull(toCategory, "toCategory");
  }
}

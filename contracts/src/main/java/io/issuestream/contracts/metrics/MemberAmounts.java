package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One assignee's share of a sprint.
 *
 * @param personId the team-scoped reference; null for what nobody was assigned to
 */
public record MemberAmounts(
    @Nullable String personId, Amount committed, Amount completed, Amount carriedOver) {

  public MemberAmounts {
    requireNonNull(committed, "committed");
    requireNonNull(completed, "completed");
    requireNonNull(carriedOver, "carriedOver");
  }
}

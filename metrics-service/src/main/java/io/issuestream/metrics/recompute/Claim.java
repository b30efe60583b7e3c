package io.issuestream.metrics.recompute;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mark that this replica works on.
 *
 * @param generation raised by whoever marked it again since
 * @param changedAt when in Jira the newest of the changes behind it happened; null where none did,
 *     as in a first sync
 * @param traceparent the trace that marked it last, where somebody looks at that
 */
public record Claim(
    String teamId,
    String subject,
    long generation,
    @Nullable Instant changedAt,
    @Nullable String traceparent) {

  /** A claim of which no more is known. */
  public Claim(String teamId, String subject, long generation) {
    this(teamId, subject, generation, null, null);
  }
}

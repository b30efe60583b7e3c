package io.issuestream.metrics.recompute;

import java.time.Instant;

/**
 * A mark that this replica works on.
 *
 * @param generation raised by whoever marked it again since
 * @param until when the claim lapses, to the microsecond: which tells this claim from any other,
 *     also of a mark that was taken off and set anew meanwhile
 */
public record Claim(String teamId, String subject, long generation, Instant until) {}

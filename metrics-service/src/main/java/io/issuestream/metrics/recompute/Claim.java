package io.issuestream.metrics.recompute;

/**
 * A mark that this replica works on.
 *
 * @param generation raised by whoever marked it again since
 */
public record Claim(String teamId, String subject, long generation) {}

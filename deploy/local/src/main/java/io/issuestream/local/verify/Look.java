package io.issuestream.local.verify;

import java.util.List;

/**
 * What one look at a team showed.
 *
 * @param waiting what was on its way
 * @param figures how many figures were worked out afresh; 0 where something was on its way
 * @param notes what is worth knowing and makes nothing different
 */
record Look(
    List<Row> rows,
    List<Difference> differences,
    List<Waiting> waiting,
    long figures,
    List<String> notes) {

  static final String JIRA = "jira";

  /** Whether nothing was on its way that arrives by itself. */
  boolean isStill() {
    return waiting.stream().noneMatch(Waiting::settles);
  }

  boolean isEqual() {
    return isStill() && differences.isEmpty();
  }

  /** Whether all that differs is what Jira counted. */
  boolean differsFromJiraAlone() {
    return !differences.isEmpty()
        && differences.stream().allMatch(one -> one.places().containsKey(JIRA));
  }
}

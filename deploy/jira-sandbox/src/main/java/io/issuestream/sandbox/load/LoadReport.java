package io.issuestream.sandbox.load;

import java.util.List;

/**
 * What a load found.
 *
 * @param issues issues held now
 * @param projects their projects
 * @param sprints sprints known
 * @param users different accounts known
 * @param repeated records that replaced an earlier one with the same id
 * @param otherRecords records that are no issues (sprints and statuses among them are used)
 * @param problems what could not be read; at most the first thousand
 * @param millis how long it took
 */
public record LoadReport(
    int issues,
    int projects,
    int sprints,
    int users,
    int repeated,
    int otherRecords,
    List<Problem> problems,
    long millis) {

  /**
   * A line that could not be read.
   *
   * @param file path inside the directory
   * @param line counted from 1; 0 where the whole file is meant
   * @param reason one plain sentence
   */
  public record Problem(String file, long line, String reason) {}
}

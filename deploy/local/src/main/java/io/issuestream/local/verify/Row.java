package io.issuestream.local.verify;

import java.util.Map;

/**
 * What the places have of a kind in one project.
 *
 * @param kind the topic's name
 * @param project a project's key, a repository, or empty
 * @param places by name, in the direction events go
 * @param equal whether they all have the same
 */
public record Row(String kind, String project, Map<String, Cell> places, boolean equal) {

  /**
   * What one place has.
   *
   * @param gone of the count, those that are deleted, removed or resolved
   * @param checksum a decimal number; empty where only a count is known
   * @param remark why it is not compared; empty where it is
   */
  public record Cell(long count, long gone, String checksum, String remark) {

    static Cell of(Tally tally) {
      return new Cell(tally.count(), tally.gone(), Long.toString(tally.checksum()), "");
    }
  }
}

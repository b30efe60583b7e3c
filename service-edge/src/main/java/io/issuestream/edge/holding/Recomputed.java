package io.issuestream.edge.holding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of figures that were worked out afresh.
 *
 * @param checked how many
 * @param different those that are stored otherwise, or not at all
 * @param next what to send as {@code after} for the following ones; null when these were the last
 */
public record Recomputed(long checked, List<Different> different, @Nullable String next) {

  public Recomputed {
    different = List.copyOf(different);
  }

  /**
   * A figure that does not say what the facts say.
   *
   * @param revision the stored one's; 0 where none is stored
   */
  public record Different(String id, String project, long revision) {}
}

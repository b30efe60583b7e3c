package io.issuestream.sync.run;

import org.jspecify.annotations.Nullable;

/**
 * A range of issue ids that one walk reads, disjoint from the others of its project.
 *
 * @param number names it within the project
 * @param afterId checkpoint: every issue of the range up to this id is stored
 * @param toId the last id that belongs to it; null for the range that is open at its end
 * @param done whether everything of it is stored
 */
public record SyncWindow(int number, long afterId, @Nullable Long toId, boolean done) {

  /** All that is above an id. */
  public static SyncWindow openAfter(int number, long id) {
    return new SyncWindow(number, id, null, false);
  }
}

package io.issuestream.sync.run;

import org.jspecify.annotations.Nullable;

/**
 * A part of a project that one walk reads, disjoint from the others: the issues behind one issue up
 * to another, in the order of ids. The ends are issues that there are, because Jira looks them up.
 *
 * @param number names it within the project
 * @param afterId checkpoint: every issue of the window up to this one is stored; 0 at the beginning
 * @param end the last issue that belongs to it; null for the window that is open at its end
 * @param done whether everything of it is stored
 */
public record SyncWindow(int number, long afterId, @Nullable End end, boolean done) {

  /**
   * Where a window ends.
   *
   * @param id the id
   * @param keyNumber the number in its key, which tells how far it is
   */
  public record End(long id, long keyNumber) {}

  /** All that is behind an issue. */
  public static SyncWindow openAfter(int number, long id) {
    return new SyncWindow(number, id, null, false);
  }
}

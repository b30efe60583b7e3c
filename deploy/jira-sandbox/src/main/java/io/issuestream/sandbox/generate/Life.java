package io.issuestream.sandbox.generate;

import java.util.List;

/**
 * What happens to one issue.
 *
 * @param number its number in the project, from 1
 * @param type its type, by place in {@link Catalogue}
 * @param parent number of the parent of a sub-task, else 0
 * @param epic number of its epic, 0 for none
 * @param created epoch milliseconds
 * @param firstEstimate points it was created with, 0 for none
 * @param changes what followed, in order of time, nothing later than the anchor
 * @param inheritedSprints places of the parent's sprints for a sub-task; others have their own from
 *     the changes
 */
record Life(
    int number,
    int type,
    int parent,
    int epic,
    long created,
    int firstEstimate,
    List<Change> changes,
    List<Integer> inheritedSprints) {

  /** When it last came into this status, or 0. */
  long lastInto(int status) {
    long at = 0;
    for (Change change : changes) {
      if (change instanceof Change.ToStatus to && to.status() == status) {
        at = to.at();
      }
    }
    return at;
  }

  /** The status it is in now. */
  int status() {
    int status = Catalogue.TO_DO;
    for (Change change : changes) {
      if (change instanceof Change.ToStatus to) {
        status = to.status();
      }
    }
    return status;
  }

  /** When anything last happened to it. */
  long updated() {
    return changes.isEmpty() ? created : changes.getLast().at();
  }
}

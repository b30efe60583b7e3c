package io.issuestream.metrics.sprint;

import java.util.Collection;

/** A sprint of a team. */
record SprintKey(String teamId, long sprintId) {

  static String[] teamIds(Collection<SprintKey> keys) {
    return keys.stream().map(SprintKey::teamId).toArray(String[]::new);
  }

  static Long[] sprintIds(Collection<SprintKey> keys) {
    return keys.stream().map(SprintKey::sprintId).toArray(Long[]::new);
  }
}

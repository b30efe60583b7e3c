package io.issuestream.local.verify;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate as a place has it; small, because of each there is one in memory.
 *
 * @param gone deleted, removed or resolved
 * @param hidden not to be seen by the connection
 * @param project a project's key, a repository, or empty
 * @param content {@link Digits} of its event, or {@link Digits#NONE}
 */
record Seen(long revision, boolean gone, boolean hidden, String project, long content) {

  /** What the checksum is a sum of. */
  long digits(String id) {
    return Digits.of(id + ":" + revision + ":" + gone);
  }

  /** Whether two places have the same, contents apart; it may be absent in both. */
  static boolean sameRevision(@Nullable Seen one, @Nullable Seen other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.revision == other.revision
        && one.gone == other.gone
        && one.project.equals(other.project);
  }

  /** Whether two places that tell contents have the same. */
  static boolean sameContent(@Nullable Seen one, @Nullable Seen other) {
    return one != null && other != null && one.content == other.content;
  }

  /** For people, who know the project it is looked for in. */
  static String words(@Nullable Seen seen, String project, boolean withContent) {
    if (seen == null) {
      return "absent";
    }
    return "revision "
        + seen.revision
        + (seen.gone ? ", gone" : "")
        + (seen.project.equals(project)
            ? ""
            : ", in " + (seen.project.isEmpty() ? "no project" : seen.project))
        + (withContent && seen.content != Digits.NONE
            ? ", content %015x".formatted(seen.content).substring(0, 17)
            : "");
  }
}

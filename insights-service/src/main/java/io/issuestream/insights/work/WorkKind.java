package io.issuestream.insights.work;

import java.util.Locale;

/** What can be computed anew, in the order it should be. */
public enum WorkKind {
  /** Every repository that names issues of a project; the subject is the project's key. */
  PROJECT,
  /** A repository's linkage figures; the subject is the repository. */
  LINKAGE,
  /** A team's insights; the subject is empty. */
  INSIGHTS;

  /** The name in the database. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.issuestream.jira;

/** Who goes first where several requests wait for a connection's turn. */
public enum Priority {
  /** Somebody waits for the answer: a person, or a change that has just happened. */
  LIVE,
  /** Everything else. One in ten turns stays with it while live reads wait. */
  BACKFILL
}

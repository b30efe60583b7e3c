package io.issuestream.sandbox.generate;

/** One change in an issue's made-up life, at a moment in epoch milliseconds. */
sealed interface Change {
  long at();

  /** To a status, by its place in {@link Catalogue}. */
  record ToStatus(long at, int status) implements Change {}

  /** Into a sprint besides those it is in. */
  record IntoSprint(long at, int sprint) implements Change {}

  /** Out of a sprint that is still open. */
  record OutOfSprint(long at, int sprint) implements Change {}

  /** To an estimate in whole points. */
  record ToEstimate(long at, int points) implements Change {}

  /** To an assignee, by account number. */
  record ToAssignee(long at, int account) implements Change {}

  /** Something that no figure depends on: a new rank, a label, a reworded text. */
  record Aside(long at, int kind) implements Change {}
}

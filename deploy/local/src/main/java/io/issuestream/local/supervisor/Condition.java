package io.issuestream.local.supervisor;

/** What a part of the stack is doing. */
public enum Condition {
  /** Its turn has not come: what it needs is not ready. */
  WAITING("waiting"),
  STARTING("starting"),
  READY("ready"),
  /** Its process lives but does not say that it serves. */
  NOT_SERVING("not serving"),
  /** Its process ended by itself, or could not be started; another start comes. */
  RESTARTING("restarting"),
  STOPPED("stopped");

  private final String words;

  Condition(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}

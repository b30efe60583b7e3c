package io.issuestream.local.verify;

/** What a verification found. */
public enum Outcome {
  /** All places have the same, and nothing is on its way. */
  EQUAL(0),
  /** Something differs, and goes on to. */
  DIFFERENT(1),
  /** It could not be told: a place did not answer, or things did not come to rest. */
  UNTOLD(2);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What the command ends with. */
  public int exitCode() {
    return exitCode;
  }

  /** Of two teams': that something differs is worse than that it could not be told. */
  Outcome and(Outcome other) {
    if (this == DIFFERENT || other == DIFFERENT) {
      return DIFFERENT;
    }
    return this == UNTOLD ? UNTOLD : other;
  }
}

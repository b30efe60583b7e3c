package io.issuestream.local.watch;

import java.util.Set;

/**
 * What makes an alert's condition true.
 *
 * @param begin makes it true, and returns what makes it untrue again
 * @param others alerts that the same thing may rightly fire as well
 */
record Cause(String alert, Beginning begin, Set<String> others) {

  /** How it is made true. */
  interface Beginning {
    Ending begin() throws Exception;
  }

  /** How it is made untrue again. */
  interface Ending {
    void end() throws Exception;
  }

  Cause(String alert, Beginning begin) {
    this(alert, begin, Set.of());
  }

  @Override
  public String toString() {
    return alert;
  }
}

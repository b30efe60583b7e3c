package io.issuestream.local.stack;

import java.util.List;

/** The stack is not up; the message says why, a sentence or more a line. */
public final class StackNotStarted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StackNotStarted(List<String> reasons) {
    super(String.join("\n", reasons));
  }

  StackNotStarted(String reason) {
    super(reason);
  }
}

package io.issuestream.local.erasure;

import java.io.Console;

/** Asks whether what cannot be undone is meant. */
final class Consent {
  private Consent() {}

  /** Whether somebody at a terminal wrote {@code yes}; where nobody is, nobody did. */
  static boolean given(String question) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    String answer = console.readLine("%s It cannot be undone. Write yes: ", question);
    return "yes".equals(answer);
  }
}

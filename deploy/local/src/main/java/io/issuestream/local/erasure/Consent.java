package io.issuestream.local.erasure;

import java.io.Console;
import java.util.Optional;

/** Asks whether what cannot be undone is meant. */
final class Consent {
  private Consent() {}

  /** Whether somebody at a terminal wrote {@code yes}; where nobody is, nobody did. */
  static boolean given(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readLine("%s It cannot be undone. Write yes: ", question))
        .filter("yes"::equals)
        .isPresent();
  }
}

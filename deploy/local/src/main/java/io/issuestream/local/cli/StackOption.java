package io.issuestream.local.cli;

import io.issuestream.local.home.Home;
import io.issuestream.local.stack.Stack;

/** The stack that the caller's environment names. */
public final class StackOption {
  private StackOption() {}

  public static Stack stack() {
    return new Stack(Home.of(System.getenv()));
  }
}

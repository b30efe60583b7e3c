package io.issuestream.local;

import io.issuestream.local.cli.IssuestreamCommand;

/** What {@code ./issuestream} runs. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(IssuestreamCommand.run(args));
  }
}

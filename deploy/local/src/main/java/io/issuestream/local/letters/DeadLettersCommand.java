package io.issuestream.local.letters;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What services could not process. */
@Command(
    name = "dead-letters",
    description = {
      "Records that a service could not process and has put aside: list, show, retry, discard.",
      "What each cause means and what to do: docs/operations/dead-letters.md"
    },
    subcommands = {ListCommand.class, ShowCommand.class, RetryCommand.class, DiscardCommand.class},
    mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

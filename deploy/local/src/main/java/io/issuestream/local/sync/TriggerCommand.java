package io.issuestream.local.sync;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What starts syncs besides people. */
@Command(
    name = "trigger",
    description = "Runs what a schedule runs in production.",
    subcommands = TriggerNightlyCommand.class,
    mixinStandardHelpOptions = true)
public final class TriggerCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

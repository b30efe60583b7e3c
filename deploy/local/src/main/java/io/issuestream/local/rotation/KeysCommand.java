package io.issuestream.local.rotation;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The keys that credentials and other secrets are sealed under. */
@Command(
    name = "keys",
    description = "The keys that secrets are sealed under: making, status, rotation.",
    subcommands = {
      KeysStatusCommand.class,
      KeysRotateCommand.class,
      KeysStepCommand.class,
      KeysMakeCommand.class
    },
    mixinStandardHelpOptions = true)
public final class KeysCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}

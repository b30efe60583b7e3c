package io.issuestream.local.rotation;

import io.issuestream.local.cli.StackOption;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rotate",
    description = {
      "Exchanges the keys that secrets are sealed under, while everything works:",
      "adds new ones, promotes them, has all sealed anew, retires the old ones.",
      "Interrupted anywhere, it goes on from there when it is run again."
    },
    mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--keep-old",
      description = "Stops before the old keys are retired; run again without it to retire them.")
  private boolean keepOld;

  @Override
  public Integer call() {
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      throw new IllegalArgumentException("The stack is not up; ./issuestream up starts it.");
    }
    new Rotating(
            ServiceKeys.in(stack.home().keys()).rotated(),
            new Services(stack.home()),
            spec.commandLine().getOut())
        .run(keepOld);
    return 0;
  }
}

package io.issuestream.local.cli;

import io.issuestream.local.stack.StackStop;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = "Stops the stack; what does not end within 30 s is killed. Data is kept.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    StackStop.Outcome outcome = StackOption.stack().stop();
    if (!outcome.wasRunning()) {
      out.println("The stack was not up.");
    } else if (outcome.killed().isEmpty()) {
      out.println("The stack is down; its data is kept.");
    } else {
      out.println(
          "The stack is down; killed, because asking did not help: "
              + String.join(", ", outcome.killed())
              + ".");
    }
    return 0;
  }
}

package io.issuestream.local.cli;

import io.issuestream.local.stack.Stack;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "kill",
    description =
        "Kills a part's process as a crash would (kill -9); the supervisor starts it again.",
    mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "PART", description = "sync-worker, kafka, ...")
  private String part = "";

  @Override
  public Integer call() {
    Stack stack = StackOption.stack();
    ProcessHandle process = PartProcess.process(PartProcess.find(stack, part));
    process.destroyForcibly();
    spec.commandLine().getOut().println("Killed " + part + ", process " + process.pid() + ".");
    return 0;
  }
}

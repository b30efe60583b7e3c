package io.issuestream.local.cli;

import io.issuestream.embedded.PostgresServer;
import io.issuestream.local.parts.JvmPart;
import io.issuestream.local.parts.ServerNames;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.Condition;
import io.issuestream.local.supervisor.PartStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "restart",
    description = "Stops a part in order and waits until the supervisor has started it again.",
    mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(paramLabel = "PART", description = "sync-worker, kafka, ...")
  private String part = "";

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = StackOption.stack();
    PartStatus before = PartProcess.find(stack, part);
    ProcessHandle process = PartProcess.process(before);
    if (part.equals(ServerNames.POSTGRESQL)) {
      PostgresServer.stop(process);
    } else {
      JvmPart.stop(process, STOP);
    }
    Instant begun = Instant.now();
    while (Duration.between(begun, Instant.now()).compareTo(LIMIT) < 0) {
      PartStatus now = PartProcess.find(stack, part);
      if (now.condition() == Condition.READY && !Objects.equals(now.process(), before.process())) {
        out.printf(
            "%s is ready again (%s).%n",
            part, Durations.words(Duration.between(begun, Instant.now())));
        return 0;
      }
      Thread.sleep(100);
    }
    spec.commandLine()
        .getErr()
        .println(part + " is not ready again; ./issuestream logs " + part + " may say why.");
    return 1;
  }
}

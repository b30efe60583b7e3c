package io.issuestream.local.cli;

import io.issuestream.local.parts.Replicas;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restart",
    description = "Stops a part in order and waits until the supervisor has started it again.",
    mixinStandardHelpOptions = true)
final class RestartCommand implements Callable<Integer> {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      paramLabel = "PART",
      arity = "0..1",
      description = "sync-worker, sync-worker-2, kafka, ...")
  private String part = "";

  @Option(
      names = "--rolling",
      description =
          "Restarts all replicas of the service PART, or of every service, one after the other.")
  private boolean rolling;

  @Override
  public Integer call() throws InterruptedException {
    Stack stack = StackOption.stack();
    for (String each : parts(stack)) {
      if (!restarted(stack, each)) {
        return 1;
      }
    }
    return 0;
  }

  private List<String> parts(Stack stack) {
    if (!rolling) {
      if (part.isEmpty()) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "Name a part, or ask for --rolling.");
      }
      return List.of(part);
    }
    List<String> names =
        stack.running().map(StackState::parts).orElse(List.of()).stream()
            .map(PartStatus::name)
            .filter(name ->
                Replicas.serviceOf(name)
                    .filter(service -> part.isEmpty() || service.name().equals(part))
                    .isPresent())
            .toList();
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          part.isEmpty() ? "The stack is not up." : "There is no service " + part + " that runs.");
    }
    return names;
  }

  private boolean restarted(Stack stack, String name) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Restarting.Outcome outcome = new Restarting(stack).restart(name);
    if (outcome.ready().isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(name + " is not ready again; ./issuestream logs " + name + " may say why.");
      return false;
    }
    out.printf(
        "%s is ready again (stopped in %s, started in %s).%n",
        name, Durations.words(outcome.stopped()), Durations.words(outcome.ready().get()));
    out.flush();
    return true;
  }
}

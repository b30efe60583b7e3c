package io.issuestream.local.cli;

import io.issuestream.local.process.ProcessFigures;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.Condition;
import io.issuestream.local.supervisor.HttpProbe;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description =
        "Shows every process of the stack: state, port, memory, processor time. Exit code 1 if any is down.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  /** Answered by the supervisor, whose descendants are all the other processes. */
  private static final String FRONT_DOOR = "front door";

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = StackOption.stack();
    Optional<StackState> state = stack.running();
    if (state.isEmpty()) {
      out.println(describeDown(stack));
      return 1;
    }
    Terminal terminal = Terminal.of(out);
    boolean frontDoor = HttpProbe.isOk(stack.frontDoor().resolve("/issuer/jwks.json"));
    Table table =
        new Table("PROCESS", "STATE", "PORT", "PID", "MEMORY", "CPU TIME", "UPTIME", "STARTS", "");
    long memory = addFrontDoor(table, terminal, stack, state.get(), frontDoor);
    for (PartStatus part : state.get().parts()) {
      memory += addPart(table, terminal, part);
    }
    table.row("", "", "", "", megabytes(memory), "", "", "", "");
    table.lines().forEach(out::println);
    if (!state.get().warning().isEmpty()) {
      out.println(terminal.red(state.get().warning()));
    }
    return frontDoor && state.get().allReady() ? 0 : 1;
  }

  private static String describeDown(Stack stack) {
    boolean orphans =
        stack.lastKnown().stream()
            .flatMap(s -> s.parts().stream())
            .anyMatch(part -> part.alive().isPresent());
    return orphans
        ? "The stack's supervisor is gone, but parts of it still run: ./issuestream up takes over, down stops them."
        : "The stack is not up; ./issuestream up starts it.";
  }

  private static long addFrontDoor(
      Table table, Terminal terminal, Stack stack, StackState state, boolean serves) {
    int port = URI.create(stack.frontDoor().toString()).getPort();
    String condition = serves ? terminal.green("ready") : terminal.red("not serving");
    return addRow(
        table, FRONT_DOOR, condition, port, state.aliveSupervisor(), state.since(), 0, "");
  }

  private static long addPart(Table table, Terminal terminal, PartStatus part) {
    String words = part.condition().toString();
    String condition =
        part.condition() == Condition.READY ? terminal.green(words) : terminal.red(words);
    return addRow(
        table,
        part.name(),
        condition,
        part.port(),
        part.alive(),
        part.since(),
        part.restarts(),
        part.message());
  }

  private static long addRow(
      Table table,
      String name,
      String condition,
      int port,
      Optional<ProcessHandle> process,
      Instant since,
      int restarts,
      String message) {
    String why = message.lines().findFirst().orElse("");
    if (process.isEmpty()) {
      table.row(
          name,
          condition,
          Integer.toString(port),
          "-",
          "-",
          "-",
          "-",
          Integer.toString(restarts + 1),
          why);
      return 0;
    }
    ProcessFigures figures =
        name.equals(FRONT_DOOR)
            ? ProcessFigures.alone(process.get())
            : ProcessFigures.of(process.get());
    Instant started = process.get().info().startInstant().orElse(since);
    table.row(
        name,
        condition,
        Integer.toString(port),
        Long.toString(process.get().pid()),
        megabytes(figures.memoryBytes()),
        "%.1f s".formatted(figures.cpu().toMillis() / 1000.0),
        Durations.words(Duration.between(started, Instant.now())),
        Integer.toString(restarts + 1),
        why);
    return figures.memoryBytes();
  }

  private static String megabytes(long bytes) {
    return bytes / (1024 * 1024) + " MB";
  }
}

package io.issuestream.local.cli;

import io.issuestream.local.home.PortPlan;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.stack.Stack;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description =
        "Starts the stack and waits until every part is ready. Data of earlier runs is kept.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(names = "--no-sandbox", description = "Leaves the Jira sandbox out.")
  private boolean noSandbox;

  @Option(
      names = "--replicas",
      converter = ReplicasOption.class,
      paramLabel = "N|SERVICE=N,...",
      description =
          "How many processes of each service: 2, or sync-worker=2, or 2,user-matcher=1. At most 4 (default: 1).")
  private Replicas replicas = Replicas.ONE;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = StackOption.stack();
    if (stack.running().isPresent()) {
      out.println("The stack is already up; ./issuestream status says how it is.");
      return stack.running().get().allReady() ? 0 : 1;
    }
    Instant begun = Instant.now();
    stack.start(new Shape(!noSandbox, replicas), new Progress(Terminal.of(out))::show);
    PortPlan ports = stack.home().ports();
    out.printf(
        "Issuestream is up (%s).%n", Durations.words(Duration.between(begun, Instant.now())));
    Table table = new Table("  front door", "http://localhost:" + ports.frontDoor());
    if (!noSandbox) {
      String sandbox = "http://127.0.0.1:" + ports.sandbox();
      table.row("  Jira sandbox", sandbox + "/cloud (Cloud), " + sandbox + "/dc (Data Center)");
    }
    table.row(
        "  Kafka",
        "localhost:%d (kcat -F %s -L)"
            .formatted(ports.kafka(), KafkaAccounts.kcatFile(stack.home())));
    table.row("  PostgreSQL", "localhost:" + ports.postgres());
    table.row("  data and logs", stack.home().directory().toString());
    table.lines().forEach(out::println);
    return 0;
  }
}

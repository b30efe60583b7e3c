package io.issuestream.local.cli;

import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.stack.Supervision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code up} starts as a process of its own. */
@Command(
    name = "supervise",
    hidden = true,
    description = "Runs the stack in this process, until it is asked to stop.")
final class SuperviseCommand implements Runnable {
  @Option(names = "--no-sandbox")
  private boolean noSandbox;

  @Option(names = "--replicas", converter = ReplicasOption.class)
  private Replicas replicas = Replicas.ONE;

  @Override
  public void run() {
    new Supervision(StackOption.stack().home(), new Shape(!noSandbox, replicas)).run();
  }
}

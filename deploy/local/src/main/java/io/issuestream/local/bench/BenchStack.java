package io.issuestream.local.bench;

import io.issuestream.embedded.Directories;
import io.issuestream.local.cli.Progress;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.home.Home;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A stack for benchmarks alone: an own home without any data of before, on the usual ports. */
final class BenchStack implements AutoCloseable {
  private final Stack stack;

  private BenchStack(Stack stack) {
    this.stack = stack;
  }

  /**
   * Starts it.
   *
   * @throws DemoFailed when another stack runs: they would share ports and cores
   */
  static BenchStack start(BenchPlan plan, Terminal terminal) {
    Stack usual = StackOption.stack();
    if (usual.running().isPresent()) {
      throw new DemoFailed(
          "The stack is up, and a benchmark needs its ports and the cores; ./issuestream down first.");
    }
    Home home = usual.home();
    Stack stack =
        new Stack(new Home(home.project(), home.directory().resolve("bench"), home.ports()));
    stack.stop();
    wipe(stack.home());
    BenchStack started = new BenchStack(stack);
    try {
      stack.start(true, plan.environment(), new Progress(terminal)::show);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  Stack stack() {
    return stack;
  }

  @Override
  public void close() {
    stack.stop();
  }

  private static void wipe(Home home) {
    try {
      Directories.delete(home.directory().resolve("data"));
      Directories.delete(home.run());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The data of earlier benchmarks cannot be removed: " + e.getMessage(), e);
    }
  }
}

package io.issuestream.local.cli;

import io.issuestream.local.training.Training;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The second half of {@code ./issuestream build}, after Maven. */
@Command(name = "train", hidden = true, description = "Makes the start-up caches that are missing.")
final class TrainCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Making the start-up caches ...");
    out.flush();
    List<String> failed =
        new Training(
                StackOption.stack().home(),
                line -> {
                  out.println("  " + line);
                  out.flush();
                })
            .run();
    out.println(
        failed.isEmpty()
            ? "Built; ./issuestream up starts it."
            : "Built; these will start slower, for want of a cache: "
                + String.join(", ", failed)
                + ".");
  }
}

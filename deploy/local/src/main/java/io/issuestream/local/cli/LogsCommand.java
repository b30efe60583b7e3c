package io.issuestream.local.cli;

import io.issuestream.local.home.Home;
import io.issuestream.local.process.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the end of a part's log, or of every part's.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "sync-worker, kafka, supervisor, ...; all when absent.")
  private @Nullable String part;

  @Option(names = "-f", description = "Goes on showing what is added, until interrupted.")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "LINES",
      defaultValue = "50",
      description = "How many lines (${DEFAULT-VALUE}).")
  private int count;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Home home = StackOption.stack().home();
    List<Path> logs = logs(home);
    if (logs.isEmpty()) {
      String known = String.join(", ", names(home));
      spec.commandLine()
          .getErr()
          .println(
              known.isEmpty()
                  ? "There are no logs yet."
                  : "There is no log of " + part + "; there are: " + known);
      return 1;
    }
    LogPrinter printer = new LogPrinter(out, logs.size() > 1);
    logs.forEach(log -> printer.printEnd(new LogFile(log), count));
    if (follow) {
      printer.follow(logs);
    }
    return 0;
  }

  private List<Path> logs(Home home) {
    if (part != null) {
      Path log = home.log(part);
      return Files.exists(log) ? List.of(log) : List.of();
    }
    return names(home).stream().map(home::log).toList();
  }

  private static List<String> names(Home home) {
    if (!Files.isDirectory(home.logs())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(home.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - ".log".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

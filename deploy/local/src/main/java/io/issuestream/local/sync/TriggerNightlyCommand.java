package io.issuestream.local.sync;

import io.issuestream.local.cli.StackOption;
import io.issuestream.local.parts.NightlyTrigger;
import io.issuestream.local.stack.Stack;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "nightly",
    description = {
      "Asks for the nightly sync of all teams with the program that Kubernetes cron runs, as the account cron.",
      "However often it runs in one night, from noon to noon, the sync is asked for once."
    },
    mixinStandardHelpOptions = true)
final class TriggerNightlyCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Option(
      names = "--night",
      paramLabel = "DATE",
      description = "The night that ends on this day, such as 2026-11-27; the present one without.")
  private @Nullable String night;

  @Option(names = "--zone", description = "Whose noon it is, such as Europe/Berlin (UTC).")
  private @Nullable String zone;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      err.println("The stack is not up; ./issuestream up starts it.");
      err.flush();
      return 1;
    }
    NightlyTrigger.Ended ended = NightlyTrigger.in(stack.home(), options()).run();
    spec.commandLine().getOut().print(ended.out());
    spec.commandLine().getOut().flush();
    err.print(ended.err());
    err.flush();
    return ended.code();
  }

  private List<String> options() {
    List<String> options = new ArrayList<>();
    if (night != null) {
      options.add("--night=" + night);
    }
    if (zone != null) {
      options.add("--zone=" + zone);
    }
    return options;
  }
}

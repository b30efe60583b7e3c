package io.issuestream.local.rotation;

import io.issuestream.keys.KeyIds;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.cli.Table;
import io.issuestream.local.keys.KeySet;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.stack.Stack;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description =
        "Shows the keys by their ids, how far a rotation is, and how much is sealed under each.",
    mixinStandardHelpOptions = true)
final class KeysStatusCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = StackOption.stack();
    List<KeySet> sets = ServiceKeys.in(stack.home().keys()).rotated();
    Table table = new Table("KEY SET", "KEY", "", "ROTATION");
    for (KeySet set : sets) {
      KeyIds keys = set.keys();
      for (long key : keys.all()) {
        String role = key == keys.primary() ? "seals" : "opens";
        table.row(set.name(), Long.toString(key), role, words(set));
      }
    }
    table.lines().forEach(out::println);
    if (stack.running().isEmpty()) {
      out.println("The stack is not up; what is sealed is counted while it is.");
      return 0;
    }
    out.println();
    SealedCounts.of(new Services(stack.home()).reports()).table().lines().forEach(out::println);
    return 0;
  }

  private static String words(KeySet set) {
    return switch (set.stage()) {
      case AT_REST -> "none under way";
      case ADDED -> "the newest is to be promoted";
      case PROMOTED -> "the oldest is to be retired";
    };
  }
}

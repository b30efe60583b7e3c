package io.issuestream.local.sync;

import io.issuestream.local.cli.Table;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.Numbers;
import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.sync.Following.Ending;
import io.issuestream.local.sync.Following.Followed;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what the runs did. */
record Summary(List<Followed> projects) {
  private static final String NONE = "-";

  boolean isGood() {
    return projects.stream().allMatch(one -> one.ending() == Ending.COMPLETED);
  }

  void print(Terminal terminal) {
    PrintWriter out = terminal.out();
    Table table =
        new Table(
            "PROJECT",
            "SYNC",
            "FETCHED",
            "CREATED",
            "UPDATED",
            "UNCHANGED",
            "FAILED",
            "DELETED",
            "API CALLS",
            "DURATION");
    projects.forEach(one -> table.row(cells(terminal, one)));
    out.println();
    table.lines().forEach(out::println);
    projects.stream()
        .filter(one -> one.ending() != Ending.COMPLETED)
        .forEach(one -> out.println(terminal.red(one.key() + ": " + why(one))));
    out.flush();
  }

  private static String[] cells(Terminal terminal, Followed one) {
    String ending = one.ending().name().toLowerCase(Locale.ROOT);
    String shown = one.ending() == Ending.COMPLETED ? terminal.green(ending) : terminal.red(ending);
    return one.last()
        .flatMap(ProjectSync::run)
        .map(run ->
            new String[] {
              one.key(),
              shown,
              Numbers.whole(run.fetched()),
              Numbers.whole(run.created()),
              Numbers.whole(run.updated()),
              Numbers.whole(run.unchanged()),
              Numbers.whole(run.failed()),
              Numbers.whole(run.deleted()),
              Numbers.whole(run.apiCalls()),
              Numbers.tenths(run.duration().toMillis() / 1000.0) + " s"
            })
        .orElseGet(
            () -> new String[] {one.key(), shown, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE});
  }

  private static String why(Followed one) {
    String error = one.last().map(ProjectSync::error).orElse("");
    return switch (one.ending()) {
      case COMPLETED -> "";
      case FAILED ->
          (error.isEmpty() ? "The run was cancelled." : error)
              + " The next scheduled sync tries again.";
      case DESELECTED -> "The project was deselected meanwhile.";
      case UNKNOWN ->
          "Nothing moves any more; the sync goes on by itself when it can."
              + (error.isEmpty() ? "" : " Last heard: " + error);
    };
  }
}

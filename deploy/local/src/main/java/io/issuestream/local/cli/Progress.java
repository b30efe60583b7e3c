package io.issuestream.local.cli;

import io.issuestream.local.supervisor.Condition;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a stack starting: a table written over itself on a terminal, else a line for every change.
 */
public final class Progress {
  private final Terminal terminal;
  private final Instant begun = Instant.now();
  private final Map<String, Condition> shown = new HashMap<>();
  private int lines;

  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  public void show(StackState state) {
    if (terminal.redraws()) {
      redraw(state);
    } else {
      state.parts().stream().filter(this::isNews).forEach(this::printLine);
    }
    terminal.out().flush();
  }

  private void redraw(StackState state) {
    Table table = new Table("PART", "STATE", "PORT", "");
    for (PartStatus part : state.parts()) {
      table.row(
          part.name(),
          coloured(part.condition()),
          Integer.toString(part.port()),
          firstLine(part.message()));
    }
    List<String> now = table.lines();
    terminal.eraseLines(lines);
    now.forEach(terminal.out()::println);
    lines = now.size();
  }

  private boolean isNews(PartStatus part) {
    return part.condition() != Condition.WAITING
        && shown.put(part.name(), part.condition()) != part.condition();
  }

  private void printLine(PartStatus part) {
    String why = part.message().isEmpty() ? "" : ": " + firstLine(part.message());
    long seconds = Duration.between(begun, Instant.now()).toSeconds();
    terminal.out().printf("%3d s  %s %s%s%n", seconds, part.name(), part.condition(), why);
  }

  private String coloured(Condition condition) {
    return switch (condition) {
      case READY -> terminal.green(condition.toString());
      case RESTARTING, NOT_SERVING -> terminal.red(condition.toString());
      default -> terminal.yellow(condition.toString());
    };
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}

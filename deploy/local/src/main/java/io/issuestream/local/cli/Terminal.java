package io.issuestream.local.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where a command's answer goes, and what can be done there.
 *
 * @param redraws whether lines that were written can be written over: a terminal, and not a dumb
 *     one
 * @param colours whether colours are wanted: a terminal, and NO_COLOR is not set
 */
public record Terminal(PrintWriter out, boolean redraws, boolean colours) {

  public static Terminal of(PrintWriter out) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !"dumb".equals(System.getenv("TERM"));
    String noColor = System.getenv("NO_COLOR");
    return new Terminal(out, terminal, terminal && (noColor == null || noColor.isEmpty()));
  }

  /** Goes back up over this many lines and clears them. */
  public void eraseLines(int count) {
    if (redraws && count > 0) {
      out.print("\033[" + count + "A\033[J");
    }
  }

  public String green(String text) {
    return paint(text, "32");
  }

  public String yellow(String text) {
    return paint(text, "33");
  }

  public String red(String text) {
    return paint(text, "31");
  }

  private String paint(String text, String colour) {
    return colours ? "\033[" + colour + "m" + text + "\033[0m" : text;
  }
}

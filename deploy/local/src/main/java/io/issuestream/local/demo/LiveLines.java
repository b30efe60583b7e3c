package io.issuestream.local.demo;

import io.issuestream.local.cli.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A few lines that change: written over themselves on a terminal, else written anew from time to
 * time.
 */
public final class LiveLines {
  private static final Duration PLAIN_PACE = Duration.ofSeconds(2);

  private final Terminal terminal;
  private List<String> shown = List.of();
  private Instant last = Instant.EPOCH;

  public LiveLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Shows how it is now. */
  public void show(List<String> lines) {
    if (!lines.equals(shown)
        && (terminal.redraws() || !Instant.now().isBefore(last.plus(PLAIN_PACE)))) {
      write(lines);
    }
  }

  /** Shows how it ended, and leaves it standing. */
  public void finish(List<String> lines) {
    if (!lines.equals(shown)) {
      write(lines);
    }
    shown = List.of();
  }

  private void write(List<String> lines) {
    terminal.eraseLines(shown.size());
    for (String line : lines) {
      terminal.out().println(line);
    }
    terminal.out().flush();
    shown = List.copyOf(lines);
    last = Instant.now();
  }
}

package io.issuestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the two servers share as operating-system processes: asking one to stop, waiting for it,
 * reading its last words.
 */
final class ServerProcess {
  private ServerProcess() {}

  /** Sends a signal by name ("INT"); a process that is already gone is no error. */
  static void signal(ProcessHandle process, String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not signal process " + process.pid() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * True once the process has ended; false when it is still there after the bound, or this thread
   * is interrupted.
   */
  static boolean awaitEnd(ProcessHandle process, Duration bound) {
    try {
      process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Could not wait for process " + process.pid() + ".", e);
    }
  }

  /** Whether a program ends well within two minutes; it is ended otherwise. */
  static boolean succeeds(Process process) {
    try {
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }

  /** The last lines of a log, for a message about a server that did not start. */
  static String lastLines(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}

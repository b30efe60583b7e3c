package io.issuestream.local.cli;

import io.issuestream.local.process.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes lines of one or several logs, each with its part's name when there are several. */
final class LogPrinter {
  private static final long LOOK_EVERY_MILLIS = 200;

  private final PrintWriter out;
  private final boolean named;
  private final Map<Path, Long> positions = new HashMap<>();

  LogPrinter(PrintWriter out, boolean named) {
    this.out = out;
    this.named = named;
  }

  void printEnd(LogFile log, int count) {
    positions.put(log.path(), length(log.path()));
    log.lastLines(count).forEach(line -> print(log.path(), line));
    out.flush();
  }

  /** Until this thread is interrupted, or the process is. */
  void follow(List<Path> logs) throws InterruptedException {
    while (!out.checkError()) {
      logs.forEach(this::printAdded);
      out.flush();
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private void printAdded(Path log) {
    long length = length(log);
    // Shorter than before: the part was started again, or its log was cut.
    long from = Math.min(positions.getOrDefault(log, 0L), length);
    if (positions.getOrDefault(log, 0L) > length) {
      from = 0;
    }
    if (length == from) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] added = new byte[(int) Math.min(length - from, 1 << 20)];
      file.seek(from);
      file.readFully(added);
      int whole = endOfLastLine(added);
      new String(added, 0, whole, StandardCharsets.UTF_8).lines().forEach(line -> print(log, line));
      positions.put(log, from + whole);
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + log + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static int endOfLastLine(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return bytes.length == 1 << 20 ? bytes.length : 0;
  }

  private void print(Path log, String line) {
    String name = log.getFileName().toString();
    out.println(
        named
            ? "%-20s %s".formatted(name.substring(0, name.length() - ".log".length()), line)
            : line);
  }

  private static long length(Path log) {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

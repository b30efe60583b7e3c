package io.issuestream.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Names a process of this machine for good: its number alone goes to another process some time
 * after it has ended.
 *
 * @param pid the process id
 * @param startTicks when it started, in the kernel's ticks since boot
 */
public record ProcessIdentity(long pid, long startTicks) {

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), startTicks(process.pid()));
  }

  /** Reads what {@link #toString()} writes; empty for any other text. */
  public static Optional<ProcessIdentity> parse(String text) {
    if (!text.matches("\\d{1,18}-\\d{1,18}")) {
      return Optional.empty();
    }
    int dash = text.indexOf('-');
    return Optional.of(
        new ProcessIdentity(
            Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))));
  }

  /** The process, while it is alive and still the one that was meant. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && startTicks(pid) == startTicks);
  }

  /** {@code <pid>-<startTicks>}, fit for a file name. */
  @Override
  public String toString() {
    return pid + "-" + startTicks;
  }

  /**
   * The program and arguments of a process, as Linux has them; empty when it is gone or another
   * user's. Unlike {@link ProcessHandle.Info}, long class paths are whole.
   */
  public static List<String> commandLine(ProcessHandle process) {
    String raw = readProc(process.pid(), "cmdline");
    return raw.isEmpty() ? List.of() : Arrays.asList(raw.split("\0", -1));
  }

  /**
   * Field 22 of {@code /proc/<pid>/stat}; the second, the program's name, may itself hold blanks
   * and brackets.
   */
  private static long startTicks(long pid) {
    String stat = readProc(pid, "stat");
    List<String> fields =
        Arrays.asList(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
    return fields.size() > 19 ? Long.parseLong(fields.get(19)) : -1;
  }

  private static String readProc(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}

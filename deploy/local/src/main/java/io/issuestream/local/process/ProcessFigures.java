package io.issuestream.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process uses, or a process with its descendants.
 *
 * @param memoryBytes proportional set size: pages shared between the processes counted once in all.
 *     PostgreSQL's sessions share most of theirs, so that adding up resident sizes would count it
 *     many times over
 * @param peakBytes largest resident size so far of the process itself, without its children
 * @param cpu processor time of the process and its living children so far, user and system
 */
public record ProcessFigures(long memoryBytes, long peakBytes, Duration cpu) {
  /** Linux reports processor time in these ticks on every platform it runs on (USER_HZ). */
  private static final long TICKS_PER_SECOND = 100;

  /** Fields 14 and 15 of stat: the process's own user and system time. */
  private static final int OWN = 2;

  /** Fields 16 and 17 too: those of children that have ended and been waited for. */
  private static final int WITH_ENDED_CHILDREN = 4;

  /** The figures of one process now, without its descendants; zeros once it is gone. */
  public static ProcessFigures alone(ProcessHandle process) {
    return sum(process, Stream.of(process), OWN);
  }

  /**
   * The figures of a process with all its descendants now: PostgreSQL has one for each session.
   * Zeros once it is gone.
   */
  public static ProcessFigures of(ProcessHandle process) {
    return sum(
        process, Stream.concat(Stream.of(process), process.descendants()), WITH_ENDED_CHILDREN);
  }

  private static ProcessFigures sum(
      ProcessHandle root, Stream<ProcessHandle> processes, int fieldCount) {
    long memory = 0;
    long ticks = 0;
    for (ProcessHandle each : processes.toList()) {
      memory += kilobytes(each.pid(), "smaps_rollup", "Pss:") * 1024;
      ticks += ticks(each.pid(), fieldCount);
    }
    long peak = kilobytes(root.pid(), "status", "VmHWM:") * 1024;
    return new ProcessFigures(memory, peak, Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND));
  }

  /** A line such as {@code Pss: 1234 kB}. */
  private static long kilobytes(long pid, String file, String name) {
    return read(pid, file)
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .orElse(0L);
  }

  /**
   * From field 14 of stat on, its own time and, where asked for, that of children that have ended.
   */
  private static long ticks(long pid, int fieldCount) {
    String stat = read(pid, "stat");
    List<String> fields =
        Arrays.asList(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
    if (fields.size() < 15) {
      return 0;
    }
    return fields.subList(11, 11 + fieldCount).stream().mapToLong(Long::parseLong).sum();
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It ended meanwhile; what has ended uses nothing.
      return "";
    }
  }
}

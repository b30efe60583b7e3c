package io.issuestream.sync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;

/** What processes have used, from Linux's {@code /proc}. */
public final class Processes {

  private static final long NANOS_A_TICK = 10_000_000;

  private Processes() {}

  /** CPU time of some processes so far, in nanoseconds; those that have ended count nothing. */
  public static long cpuNanos(Collection<Long> pids) {
    return pids.stream().mapToLong(Processes::cpuNanos).sum();
  }

  /** CPU time of one process so far, in nanoseconds: user and system. */
  public static long cpuNanos(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_A_TICK;
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

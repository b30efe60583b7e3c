package io.issuestream.sync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Watches how busy all cores of this machine are, from Linux's {@code /proc/stat}. */
public final class Cores implements AutoCloseable {

  private static final Duration OFTEN = Duration.ofMillis(250);

  /** Ticks so far, all cores together. */
  private record Ticks(long idle, long all) {}

  private final TreeMap<Instant, Ticks> looks = new TreeMap<>();
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

  private Cores() {
    var _ = looking.scheduleAtFixedRate(this::look, 0, OFTEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Begins to watch. */
  public static Cores watch() {
    return new Cores();
  }

  /** The share of their time that the cores worked between two moments, 0 to 1. */
  public synchronized double busy(Instant from, Instant to) {
    Entry<Instant, Ticks> begin = looks.floorEntry(from);
    Entry<Instant, Ticks> end = looks.ceilingEntry(to);
    Ticks first = begin == null ? looks.firstEntry().getValue() : begin.getValue();
    Ticks last = end == null ? looks.lastEntry().getValue() : end.getValue();
    return 1 - (double) (last.idle - first.idle) / Math.max(1, last.all - first.all);
  }

  private synchronized void look() {
    try {
      String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
      long all = 0;
      // user nice system idle iowait irq softirq steal; guests are counted in user already.
      for (int i = 1; i <= 8; i++) {
        all += Long.parseLong(fields[i]);
      }
      looks.put(
          Instant.now(), new Ticks(Long.parseLong(fields[4]) + Long.parseLong(fields[5]), all));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    looking.close();
  }
}

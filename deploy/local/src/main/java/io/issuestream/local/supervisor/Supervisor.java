package io.issuestream.local.supervisor;

import io.issuestream.embedded.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs groups of parts, each group once the one before is ready, and leaves their state in a file.
 *
 * <p>Stopping goes the other way round: a group is asked to end at once, the next when it has.
 */
public final class Supervisor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(10);
  private static final long LARGEST_LOG = 100L * 1024 * 1024;
  private static final long LOWEST_DISK = 1024L * 1024 * 1024;

  private final StateFile file;
  private final LongSupplier freeBytes;
  private final List<List<PartRunner>> groups;
  private final List<Part> parts;
  private final Instant since = Instant.now();
  private final CountDownLatch closing = new CountDownLatch(1);
  private String warning = "";

  /**
   * @param freeBytes tells what is left on the disk of the data
   */
  public Supervisor(StateFile file, LongSupplier freeBytes, List<List<Part>> groups) {
    this.file = file;
    this.freeBytes = freeBytes;
    this.parts = groups.stream().flatMap(List::stream).toList();
    this.groups = groups.stream().map(this::runners).toList();
  }

  /** Starts the groups and looks after them until {@link #close()}. */
  public void run() {
    publish();
    Thread.ofVirtual().name("starting").start(this::startInOrder);
    try {
      do {
        keepHouse();
      } while (!closing.await(HOUSEKEEPING.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops everything that runs, last group first. */
  @Override
  public void close() {
    closing.countDown();
    for (List<PartRunner> group : groups.reversed()) {
      List<Thread> stopping = new ArrayList<>();
      group.forEach(runner -> stopping.add(Thread.ofVirtual().start(runner::stop)));
      stopping.forEach(Supervisor::join);
    }
    publish();
  }

  private List<PartRunner> runners(List<Part> group) {
    return group.stream().map(part -> new PartRunner(part, this::publish)).toList();
  }

  private void startInOrder() {
    try {
      for (List<PartRunner> group : groups) {
        for (PartRunner runner : group) {
          Thread.ofPlatform().name(runner.status().name()).daemon(true).start(runner);
        }
        for (PartRunner runner : group) {
          runner.awaitFirstReady();
        }
        if (closing.getCount() == 0) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepHouse() {
    parts.forEach(part -> part.log().rotateWhenLargerThan(LARGEST_LOG));
    long free = freeBytes.getAsLong();
    warn(
        free < LOWEST_DISK
            ? "Only %d MB are free on the disk of the data; PostgreSQL and Kafka stop when it is full."
                .formatted(free / (1024 * 1024))
            : "");
  }

  private synchronized void warn(String text) {
    if (!text.equals(warning)) {
      warning = text;
      log.warn("{}", text.isEmpty() ? "There is room on the disk again." : text);
      publish();
    }
  }

  private synchronized void publish() {
    List<PartStatus> all = groups.stream().flatMap(List::stream).map(PartRunner::status).toList();
    String self = ProcessIdentity.of(ProcessHandle.current()).toString();
    file.write(new StackState(self, since, warning, all));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

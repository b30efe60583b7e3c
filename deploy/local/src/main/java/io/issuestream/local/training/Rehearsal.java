package io.issuestream.local.training;

import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.process.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One program's part in a rehearsal. The cache is written as the program ends and appears only if
 * that went well; a program that has one already takes part unrecorded.
 *
 * @param cache the file to make
 * @param command the program and its arguments, without those for recording
 * @param ready whether it is up, asked every 100 ms
 */
record Rehearsal(
    String name,
    Path cache,
    List<String> command,
    Map<String, String> environment,
    LogFile log,
    BooleanSupplier ready) {
  private static final Duration START = Duration.ofMinutes(5);

  /**
   * Ending takes long in a rehearsal: that is when the cache is made, 16 s of a core for a service.
   */
  private static final Duration END = Duration.ofMinutes(5);

  private static final Duration PACE = Duration.ofMillis(100);

  /** A program that is up. */
  final class Running {
    private final Process process;
    private final boolean recorded;

    private Running(Process process, boolean recorded) {
      this.process = process;
      this.recorded = recorded;
    }

    String name() {
      return name;
    }

    /**
     * Ends the program and keeps what was recorded; answers its name.
     *
     * @throws ServerDidNotStart when nothing was
     */
    String end() {
      try {
        process.destroy();
        if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new ServerDidNotStart(name + " did not end in time.");
        }
        if (recorded) {
          keep();
        }
        return name;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServerDidNotStart(name + " was interrupted.", e);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /**
   * Starts the program and waits until it is up.
   *
   * @throws ServerDidNotStart when it ends before, or takes too long
   */
  Running begin() {
    boolean recorded = !Files.exists(cache);
    Process process = start(recorded);
    try {
      while (!ready.getAsBoolean()) {
        if (process.waitFor(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new ServerDidNotStart(name + " ended:\n" + String.join("\n", log.lastLines(15)));
        }
        if (process.info().startInstant().map(Rehearsal::tooLong).orElse(false)) {
          throw new ServerDidNotStart(
              name + " was not ready in time:\n" + String.join("\n", log.lastLines(15)));
        }
      }
      return new Running(process, recorded);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new ServerDidNotStart(name + " was interrupted.", e);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private Path recording() {
    return cache.resolveSibling(cache.getFileName() + ".recording");
  }

  private Process start(boolean recorded) {
    List<String> full = new ArrayList<>(command);
    if (recorded) {
      full.add(1, "-XX:AOTCacheOutput=" + recording());
    }
    ProcessBuilder builder = new ProcessBuilder(full).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /** A second Java writes the cache; under load the first may be gone before that one is done. */
  private boolean isWritten() {
    Path configuration = cache.resolveSibling(recording().getFileName() + ".config");
    return Files.exists(recording()) && !Files.exists(configuration);
  }

  private void keep() throws InterruptedException {
    try {
      Instant limit = Instant.now().plus(END);
      while (!isWritten() && Instant.now().isBefore(limit)) {
        Thread.sleep(PACE);
      }
      if (!isWritten()) {
        throw new ServerDidNotStart(
            "Java made no start-up cache for "
                + name
                + ":\n"
                + String.join("\n", log.lastLines(15)));
      }
      Files.move(
          recording(), cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The start-up cache of " + name + " could not be kept: " + e.getMessage(), e);
    }
  }

  private static boolean tooLong(Instant start) {
    return start.plus(START).isBefore(Instant.now());
  }
}

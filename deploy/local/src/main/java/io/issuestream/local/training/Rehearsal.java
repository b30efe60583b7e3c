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
 * One recorded run of one program: start, be used a little, stop. The cache is written as the
 * program ends and appears only if that went well.
 *
 * @param cache the file to make
 * @param command the program and its arguments, without those for recording
 * @param ready whether it is up, asked every 100 ms
 * @param use what is asked of it once it is up, so that answering is recorded too
 */
record Rehearsal(
    String name,
    Path cache,
    List<String> command,
    Map<String, String> environment,
    LogFile log,
    BooleanSupplier ready,
    Runnable use) {
  private static final Duration START = Duration.ofMinutes(3);

  /**
   * Ending takes long in a rehearsal: that is when the cache is made, 16 s of a core for a service.
   */
  private static final Duration END = Duration.ofMinutes(3);

  void run() {
    Path recording = cache.resolveSibling(cache.getFileName() + ".recording");
    Process process = start(recording);
    try {
      while (!ready.getAsBoolean()) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new ServerDidNotStart(name + " ended:\n" + String.join("\n", log.lastLines(15)));
        }
        if (process.info().startInstant().map(Rehearsal::tooLong).orElse(false)) {
          throw new ServerDidNotStart(
              name + " was not ready in time:\n" + String.join("\n", log.lastLines(15)));
        }
      }
      use.run();
      process.destroy();
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ServerDidNotStart(name + " did not end in time.");
      }
      keep(recording);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start(Path recording) {
    List<String> recorded = new ArrayList<>(command);
    recorded.add(1, "-XX:AOTCacheOutput=" + recording);
    ProcessBuilder builder = new ProcessBuilder(recorded).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  private void keep(Path recording) {
    try {
      if (!Files.exists(recording)) {
        throw new ServerDidNotStart(
            "Java made no start-up cache for "
                + name
                + ":\n"
                + String.join("\n", log.lastLines(15)));
      }
      Files.move(
          recording, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The start-up cache of " + name + " could not be kept: " + e.getMessage(), e);
    }
  }

  private static boolean tooLong(Instant start) {
    return start.plus(START).isBefore(Instant.now());
  }
}

package io.issuestream.local.parts;

import io.issuestream.embedded.Ports;
import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.process.PortHolder;
import io.issuestream.local.supervisor.HttpProbe;
import io.issuestream.local.supervisor.Part;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A part that is a Java program with an HTTP port of its own.
 *
 * @param command the program and its arguments
 * @param environment set over this process's own, which it inherits
 * @param readiness a path that answers 200 when it serves
 */
public record JvmPart(
    String name,
    int port,
    List<String> command,
    Map<String, String> environment,
    String readiness,
    LogFile log)
    implements Part {
  private static final Duration STOP = Duration.ofSeconds(12);

  @Override
  public Launched start() {
    if (!Ports.isFree(port)) {
      String holder =
          PortHolder.of(port).map(process -> " by " + PortHolder.describe(process)).orElse("");
      throw new ServerDidNotStart("cannot listen on port " + port + ": it is in use" + holder);
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().putAll(environment);
    // Otherwise glibc keeps an arena per thread, and a Java of 400 MB becomes one of 600.
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
    try {
      return new Child(builder.start());
    } catch (IOException e) {
      throw new ServerDidNotStart("could not be started: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean serves() {
    return HttpProbe.isOk(URI.create("http://127.0.0.1:" + port + readiness));
  }

  @Override
  public void stop(Launched launched) {
    stop(launched.process(), STOP);
  }

  /** Asks, waits, then kills; for a process whoever started it. */
  public static void stop(ProcessHandle process, Duration patience) {
    process.destroy();
    try {
      process.onExit().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      process.destroyForcibly();
    }
  }

  private record Child(Process child) implements Launched {
    @Override
    public ProcessHandle process() {
      return child.toHandle();
    }

    @Override
    public String ending() {
      try {
        // It has ended, or is about to have been reaped.
        return child.waitFor(2, TimeUnit.SECONDS) ? describe(child.exitValue()) : "without a code";
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "without a code";
      }
    }

    /** Java reports death by signal n as 128 + n. */
    private static String describe(int code) {
      return switch (code) {
        case 3 -> "for want of memory (code 3)";
        case 137 -> "by kill -9";
        case 143 -> "by a request to stop";
        default -> "with code " + code;
      };
    }
  }
}

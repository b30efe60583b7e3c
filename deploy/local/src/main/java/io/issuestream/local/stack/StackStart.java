package io.issuestream.local.stack;

import io.issuestream.local.home.Home;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.Condition;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import io.issuestream.local.supervisor.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts the supervisor as a process that outlives this one, and follows it until the stack is
 * ready.
 */
record StackStart(Home home, StateFile file) {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** A part that has come back this often without ever being ready will not be. */
  private static final int HOPELESS = 3;

  StackState run(Shape shape, Map<String, String> environment, Consumer<StackState> progress) {
    Process supervisor = launch(shape, environment);
    Instant limit = Instant.now().plus(LIMIT);
    Optional<StackState> shown = Optional.empty();
    while (Instant.now().isBefore(limit)) {
      boolean ended = endedWithin(supervisor, Duration.ofMillis(100));
      Optional<StackState> state = file.read();
      if (state.isPresent() && !state.equals(shown)) {
        progress.accept(state.get());
        shown = state;
      }
      if (ended) {
        throw new StackNotStarted(
            "The stack's supervisor ended:\n" + lastLines(home.log("supervisor")));
      }
      if (state.isPresent() && state.get().allReady()) {
        return state.get();
      }
      state.ifPresent(StackStart::giveUpOnHopeless);
    }
    throw new StackNotStarted(
        shown.map(StackStart::late).orElse("The stack's supervisor says nothing."));
  }

  private Process launch(Shape shape, Map<String, String> environment) {
    LogFile log = new LogFile(home.log("supervisor"));
    log.rotate();
    List<String> command = new ArrayList<>();
    // A session of its own: closing the terminal, or Ctrl-C in it later, must not reach the stack.
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms32m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(
        List.of(
            "-Dissuestream.root=" + home.project(), "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.issuestream.local.Main", "supervise"));
    if (!shape.withSandbox()) {
      command.add("--no-sandbox");
    }
    command.addAll(List.of("--replicas", shape.replicas().toString()));
    try {
      Files.deleteIfExists(file.path());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(home.project().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
      builder.environment().putAll(environment);
      // The supervisor reads its home as any command does; it must find this one.
      builder.environment().putAll(home.environment());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The stack's supervisor could not be started: " + e.getMessage(), e);
    }
  }

  private static boolean endedWithin(Process process, Duration bound) {
    try {
      return process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackNotStarted(
          "Interrupted while the stack was starting; it goes on starting by itself.");
    }
  }

  private static void giveUpOnHopeless(StackState state) {
    List<String> reasons =
        state.parts().stream()
            .filter(part -> part.restarts() >= HOPELESS)
            .map(StackStart::explain)
            .toList();
    if (!reasons.isEmpty()) {
      throw new StackNotStarted(reasons);
    }
  }

  private static String late(StackState state) {
    List<String> names =
        state.parts().stream()
            .filter(part -> part.condition() != Condition.READY)
            .map(PartStatus::name)
            .toList();
    return "Not ready after " + LIMIT.toMinutes() + " minutes: " + String.join(", ", names) + ".";
  }

  private static String explain(PartStatus part) {
    return "%s does not start: it %s. Its log %s ends:%n%s"
        .formatted(part.name(), part.message(), part.log(), lastLines(Path.of(part.log())));
  }

  private static String lastLines(Path log) {
    return String.join("\n", new LogFile(log).lastLines(15)).indent(2).stripTrailing();
  }
}

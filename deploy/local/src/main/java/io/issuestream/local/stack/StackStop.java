package io.issuestream.local.stack;

import io.issuestream.embedded.PostgresServer;
import io.issuestream.local.parts.JvmPart;
import io.issuestream.local.parts.ServerNames;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Stops a stack through its supervisor, and by itself what the supervisor did not, or could not
 * because it was killed.
 */
public record StackStop(Optional<StackState> state) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * How it went.
   *
   * @param wasRunning whether there was anything to stop
   * @param killed parts that did not end when asked to
   */
  public record Outcome(boolean wasRunning, List<String> killed) {}

  Outcome run() {
    if (state.isEmpty()) {
      return new Outcome(false, List.of());
    }
    Optional<ProcessHandle> supervisor = state.get().aliveSupervisor();
    boolean wasRunning =
        supervisor.isPresent() || state.get().parts().stream().anyMatch(p -> p.alive().isPresent());
    supervisor.ifPresent(StackStop::end);
    return new Outcome(wasRunning, supervisor.isPresent() ? killRest() : stopOrphans());
  }

  private static void end(ProcessHandle supervisor) {
    supervisor.destroy();
    try {
      supervisor.onExit().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      supervisor.destroyForcibly();
    }
  }

  /**
   * After the supervisor's own attempt: by process id, and only while it is the process that was
   * started.
   */
  private List<String> killRest() {
    List<String> killed = new ArrayList<>();
    for (PartStatus part : parts()) {
      part.alive()
          .ifPresent(process -> {
            process.destroyForcibly();
            killed.add(part.name());
          });
    }
    return killed;
  }

  /** Without a supervisor: programs first, then the servers under them. */
  private List<String> stopOrphans() {
    new Leftovers(state).stopPrograms();
    for (PartStatus part : parts()) {
      if (part.name().equals(ServerNames.KAFKA)) {
        part.alive().ifPresent(process -> JvmPart.stop(process, Duration.ofSeconds(15)));
      }
      if (part.name().equals(ServerNames.POSTGRESQL)) {
        part.alive().ifPresent(PostgresServer::stop);
      }
    }
    return killRest();
  }

  private List<PartStatus> parts() {
    return state.map(StackState::parts).orElse(List.of());
  }
}

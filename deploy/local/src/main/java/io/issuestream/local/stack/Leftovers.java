package io.issuestream.local.stack;

import io.issuestream.local.parts.JvmPart;
import io.issuestream.local.parts.ServerNames;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What still runs of a stack whose supervisor was killed. Kafka and PostgreSQL are left to the next
 * supervisor, which adopts them; services and sandbox must go, for nobody watches them.
 */
record Leftovers(Optional<StackState> state) {
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  void stopPrograms() {
    alive().parallelStream()
        .filter(part -> !ServerNames.isServer(part.name()))
        .flatMap(part -> part.alive().stream())
        .forEach(process -> JvmPart.stop(process, PATIENCE));
  }

  private List<PartStatus> alive() {
    return state
        .filter(known -> known.aliveSupervisor().isEmpty())
        .map(StackState::parts)
        .orElse(List.of());
  }
}

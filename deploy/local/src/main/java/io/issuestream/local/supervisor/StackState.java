package io.issuestream.local.supervisor;

import io.issuestream.embedded.ProcessIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The running stack, as its supervisor leaves it in a file for other processes.
 *
 * @param supervisor its process, as text of a {@link ProcessIdentity}
 * @param warning what is wrong with the machine rather than with a part; empty when nothing is
 */
public record StackState(String supervisor, Instant since, String warning, List<PartStatus> parts) {

  /** The supervisor's process, while it is alive. */
  public Optional<ProcessHandle> aliveSupervisor() {
    return ProcessIdentity.parse(supervisor).flatMap(ProcessIdentity::find);
  }

  public Optional<PartStatus> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  public boolean allReady() {
    return parts.stream().allMatch(part -> part.condition() == Condition.READY);
  }
}

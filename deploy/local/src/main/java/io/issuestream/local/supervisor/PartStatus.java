package io.issuestream.local.supervisor;

import io.issuestream.embedded.ProcessIdentity;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a part.
 *
 * @param process its process, as text of a {@link ProcessIdentity}; null while there is none
 * @param since when the condition began
 * @param restarts how often it has been started again by itself
 * @param message why it is not ready, for people; empty when there is nothing to say
 */
public record PartStatus(
    String name,
    int port,
    Condition condition,
    @Nullable String process,
    Instant since,
    int restarts,
    String message,
    String log) {

  /** The process, while it is alive. */
  public Optional<ProcessHandle> alive() {
    return Optional.ofNullable(process)
        .flatMap(ProcessIdentity::parse)
        .flatMap(ProcessIdentity::find);
  }

  PartStatus with(Condition next, String why) {
    Instant begun = next == condition ? since : Instant.now();
    return new PartStatus(name, port, next, process, begun, restarts, why, log);
  }

  PartStatus startedAs(ProcessHandle started) {
    String identity = ProcessIdentity.of(started).toString();
    return new PartStatus(
        name, port, Condition.STARTING, identity, Instant.now(), restarts, "", log);
  }

  PartStatus ended(String how) {
    return new PartStatus(
        name, port, Condition.RESTARTING, null, Instant.now(), restarts + 1, how, log);
  }
}

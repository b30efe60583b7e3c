package io.issuestream.local.cli;

import io.issuestream.embedded.PostgresServer;
import io.issuestream.local.parts.JvmPart;
import io.issuestream.local.parts.ServerNames;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.Condition;
import io.issuestream.local.supervisor.PartStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Stops a part in order and waits until the supervisor has started it again. */
record Restarting(Stack stack) {
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * How it went.
   *
   * @param stopped how long it took to end
   * @param ready how long from then until it served again; empty when it does not
   */
  record Outcome(Duration stopped, Optional<Duration> ready) {}

  Outcome restart(String part) throws InterruptedException {
    PartStatus before = PartProcess.find(stack, part);
    ProcessHandle process = PartProcess.process(before);
    Instant asked = Instant.now();
    if (part.equals(ServerNames.POSTGRESQL)) {
      PostgresServer.stop(process);
    } else {
      JvmPart.stop(process, STOP);
    }
    Instant begun = Instant.now();
    while (Duration.between(begun, Instant.now()).compareTo(LIMIT) < 0) {
      PartStatus now = PartProcess.find(stack, part);
      if (now.condition() == Condition.READY && !Objects.equals(now.process(), before.process())) {
        return new Outcome(
            Duration.between(asked, begun), Optional.of(Duration.between(begun, Instant.now())));
      }
      Thread.sleep(100);
    }
    return new Outcome(Duration.between(asked, begun), Optional.empty());
  }
}

package io.issuestream.local.stack;

import io.issuestream.embedded.Ports;
import io.issuestream.embedded.ProcessIdentity;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.process.PortHolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would keep a stack from starting, found before anything is started. */
final class Preflight {
  private static final long MEGABYTE = 1024 * 1024;
  private static final long LEAST_DISK = 1024 * MEGABYTE;

  private final Home home;
  private final Shape shape;

  Preflight(Home home, Shape shape) {
    this.home = home;
    this.shape = shape;
  }

  /** Sentences for people; none when the stack can be started. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String module : StackParts.modules(shape.withSandbox())) {
      if (AppJar.find(home.project(), module).isEmpty()) {
        problems.add("There is no built jar of " + module + "; run ./issuestream build.");
      }
    }
    long free = home.freeBytes();
    if (free < LEAST_DISK) {
      problems.add(
          "Only %d MB are free on the disk of %s; the stack needs at least %d MB. Make room, or set ISSUESTREAM_HOME."
              .formatted(free / MEGABYTE, home.directory(), LEAST_DISK / MEGABYTE));
    }
    ports().forEach((port, part) -> portProblem(port, part).ifPresent(problems::add));
    return problems;
  }

  private Map<Integer, String> ports() {
    PortPlan plan = home.ports();
    Map<Integer, String> ports = new LinkedHashMap<>();
    ports.put(plan.frontDoor(), "the front door");
    shape.replicas().all().forEach(replica -> ports.put(replica.port(plan), replica.name()));
    if (shape.withSandbox()) {
      ports.put(plan.sandbox(), StackParts.SANDBOX);
    }
    ports.put(plan.kafka(), "Kafka");
    ports.put(plan.kafkaController(), "Kafka's controller");
    ports.put(plan.postgres(), "PostgreSQL");
    return ports;
  }

  private Optional<String> portProblem(int port, String part) {
    if (Ports.isFree(port)) {
      return Optional.empty();
    }
    Optional<ProcessHandle> holder = PortHolder.of(port);
    if (holder.filter(this::isOurs).isPresent()) {
      return Optional.empty();
    }
    String who = holder.map(process -> " by " + PortHolder.describe(process)).orElse("");
    return Optional.of(
        "Port %d, which %s needs, is in use%s. Stop that, or set ISSUESTREAM_PORT_OFFSET to move all ports."
            .formatted(port, part, who));
  }

  /** A server that an earlier supervisor of this home left running is adopted, not in the way. */
  private boolean isOurs(ProcessHandle process) {
    return String.join(" ", ProcessIdentity.commandLine(process))
        .contains(home.directory().toString());
  }
}

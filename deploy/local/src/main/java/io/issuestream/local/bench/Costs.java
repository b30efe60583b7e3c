package io.issuestream.local.bench;

import io.issuestream.local.parts.ServerNames;
import io.issuestream.local.process.ProcessFigures;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the processes of a stack had used at some moment, by name.
 *
 * @param used by the name of the part; {@link #FRONT_DOOR} and {@link #BENCH} are not parts but are
 *     counted
 */
record Costs(Map<String, ProcessFigures> used) {
  static final String FRONT_DOOR = "front door";
  static final String BENCH = "this benchmark";

  /**
   * What a process spent on something.
   *
   * @param peakBytes largest resident size since its start; for PostgreSQL, of many processes that
   *     share memory, the proportional size of them all at the end
   */
  record Spent(String process, Duration cpu, long peakBytes) {}

  static Costs of(StackState state) {
    Map<String, ProcessFigures> used = new LinkedHashMap<>();
    for (PartStatus part : state.parts()) {
      part.alive().ifPresent(process -> used.put(part.name(), ProcessFigures.of(process)));
    }
    state
        .aliveSupervisor()
        .ifPresent(process -> used.put(FRONT_DOOR, ProcessFigures.alone(process)));
    used.put(BENCH, ProcessFigures.alone(ProcessHandle.current()));
    return new Costs(used);
  }

  /** What was spent since an earlier moment. */
  List<Spent> since(Costs earlier) {
    List<Spent> spent = new ArrayList<>();
    used.forEach((name, now) -> {
      ProcessFigures then =
          earlier.used.getOrDefault(name, new ProcessFigures(0, 0, Duration.ZERO));
      boolean shares = name.equals(ServerNames.POSTGRESQL);
      spent.add(
          new Spent(
              name, now.cpu().minus(then.cpu()), shares ? now.memoryBytes() : now.peakBytes()));
    });
    return spent;
  }
}

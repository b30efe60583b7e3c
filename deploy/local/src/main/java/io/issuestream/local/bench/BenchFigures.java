package io.issuestream.local.bench;

import io.issuestream.local.parts.StackParts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * All that a benchmark measured.
 *
 * @param start how long the stack took to start
 */
record BenchFigures(String surface, Duration start, Trial warmUp, Trial trial, Floors floors) {

  /** The pipeline's time to the last metric, against the floors one after another. */
  double ratio() {
    return trial.measured().toNanos() / (double) Math.max(1, floors.sum().toNanos());
  }

  /** Neither the sandbox nor the benchmark itself is part of the product. */
  List<Costs.Spent> product() {
    return trial.spent().stream()
        .filter(
            Predicate.not(spent ->
                spent.process().equals(StackParts.SANDBOX) || spent.process().equals(Costs.BENCH)))
        .toList();
  }

  List<Costs.Spent> largest(int count) {
    return product().stream()
        .sorted(Comparator.comparing(Costs.Spent::cpu).reversed())
        .limit(count)
        .toList();
  }

  /** Milliseconds of processor time per issue. */
  double cpuPerIssue(List<Costs.Spent> processes) {
    return processes.stream().mapToLong(spent -> spent.cpu().toMillis()).sum()
        / (double) trial.issues();
  }
}

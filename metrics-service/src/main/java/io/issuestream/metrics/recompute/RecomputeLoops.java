package io.issuestream.metrics.recompute;

import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One loop for each kind, so that a long one holds no other up. */
@Component
class RecomputeLoops implements SmartLifecycle {

  private final List<RecomputeLoop> loops;
  private volatile boolean running;

  RecomputeLoops(
      List<Recomputation> recomputations,
      Marks marks,
      DatabaseSignals signals,
      RecomputeProperties timing,
      Traces traces,
      MeterRegistry meters) {
    this.loops =
        recomputations.stream()
            .map(recomputation ->
                new RecomputeLoop(recomputation, marks, signals, timing, traces, meters))
            .toList();
  }

  @Override
  public void start() {
    loops.forEach(RecomputeLoop::start);
    running = true;
  }

  @Override
  public void stop() {
    loops.forEach(RecomputeLoop::stop);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stopped before the outbox relay, so that what they wrote last still leaves. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 500;
  }
}

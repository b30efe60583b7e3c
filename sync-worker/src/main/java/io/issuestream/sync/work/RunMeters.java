package io.issuestream.sync.work;

import io.issuestream.contracts.sync.SyncStage;
import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import io.issuestream.sync.run.SyncRun;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts how runs end, {@code issuestream.sync.runs} with how long they took from their first try
 * on, and the tries after which they have to wait, {@code issuestream.sync.waits}.
 */
@Component
class RunMeters {

  private final MeterRegistry meters;
  private final Onboarding onboarding;

  RunMeters(MeterRegistry meters, Onboarding onboarding) {
    this.meters = meters;
    this.onboarding = onboarding;
  }

  /** A run's row was committed anew. */
  Mono<Void> committed(SyncRun before, SyncRun after) {
    Instant end = after.finishedAt();
    if (end != null) {
      timer(after).record(Duration.between(after.begin(), end));
      return onboarded(after);
    }
    if (after.attempt() > before.attempt()) {
      waits(after, "failed");
    } else if (after.nextAttemptAt().isAfter(before.nextAttemptAt())) {
      waits(after, "postponed");
    }
    return Mono.empty();
  }

  private Mono<Void> onboarded(SyncRun run) {
    if (run.trigger() != SyncTrigger.ONBOARDING) {
      return Mono.empty();
    }
    return run.stage() == SyncStage.COMPLETED
        ? onboarding.reached(OnboardingStage.ISSUES)
        : onboarding.failed(OnboardingStage.ISSUES);
  }

  private Timer timer(SyncRun run) {
    return Timer.builder("issuestream.sync.runs")
        .description("Runs that ended, and how long they took")
        .tag("trigger", run.trigger().toString())
        .tag("outcome", run.stage().toString())
        .register(meters);
  }

  private void waits(SyncRun run, String reason) {
    meters
        .counter("issuestream.sync.waits", "trigger", run.trigger().toString(), "reason", reason)
        .increment();
  }
}

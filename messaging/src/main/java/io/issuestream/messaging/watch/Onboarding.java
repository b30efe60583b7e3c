package io.issuestream.messaging.watch;

import io.issuestream.messaging.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/**
 * Counts the stages of onboarding by their outcome, {@code issuestream.onboarding.stages}, and
 * notes them in the span at hand, or in one of their own.
 */
public final class Onboarding {

  private final MeterRegistry meters;
  private final Traces traces;

  public Onboarding(MeterRegistry meters, Traces traces) {
    this.meters = meters;
    this.traces = traces;
  }

  /** A stage was reached; to be told last of what its transaction does, or after it. */
  public Mono<Void> reached(OnboardingStage stage) {
    return noted(stage, "success");
  }

  /** A stage failed; it may be tried again and be reached then. */
  public Mono<Void> failed(OnboardingStage stage) {
    return noted(stage, "failed");
  }

  /** Does what makes up a stage, and notes how it ended. */
  public <T> Mono<T> stage(OnboardingStage stage, Mono<T> work) {
    return work.onErrorResume(failure -> failed(stage).then(Mono.error(failure)))
        .singleOptional()
        .flatMap(done -> reached(stage).then(Mono.justOrEmpty(done)));
  }

  private Mono<Void> noted(OnboardingStage stage, String outcome) {
    return Mono.deferContextual(context -> {
      Counter.builder("issuestream.onboarding.stages")
          .description("Stages of onboarding that ended")
          .tag("stage", stage.toString())
          .tag("outcome", outcome)
          .register(meters)
          .increment();
      traces.event(context, "onboarding", "onboarding." + stage + "." + outcome);
      return Mono.empty();
    });
  }
}

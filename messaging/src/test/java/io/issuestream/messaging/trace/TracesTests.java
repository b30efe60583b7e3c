package io.issuestream.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

class TracesTests {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final String ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String OTHER = "00-11111111111111111111111111111111-2222222222222222-01";

  private final InMemorySpanExporter seen = InMemorySpanExporter.create();
  private final Traces traces = new Traces(tracer(Sampler.parentBased(Sampler.alwaysOn())));

  @Test
  void goesOnInTheTraceThatCausedTheWorkAndHandsItOn() {
    String next = written(traces, List.of(ONE, ONE));

    SpanData span = seen.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getLinks()).isEmpty();
    assertThat(next).isEqualTo("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
  }

  @Test
  void linksToSeveralCausesInsteadOfChoosingOne() {
    String next = written(traces, Arrays.asList(ONE, null, OTHER));

    SpanData span = seen.getFinishedSpanItems().getFirst();
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getLinks())
        .extracting(link -> link.getSpanContext().getTraceId())
        .containsExactly("0af7651916cd43dd8448eb211c80319c", "11111111111111111111111111111111");
    assertThat(next).contains(span.getTraceId());
  }

  @Test
  void namesABoundedNumberOfCauses() {
    var _ =
        written(
            traces,
            IntStream.range(1, 500).mapToObj("00-%032x-2222222222222222-01"::formatted).toList());

    assertThat(seen.getFinishedSpanItems().getFirst().getLinks()).hasSize(Traces.MOST_LINKS);
  }

  @Test
  void passesOverWhatIsNoSampledTrace() {
    var _ =
        written(
            traces,
            List.of(
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "' or 1=1 --"));

    SpanData span = seen.getFinishedSpanItems().getFirst();
    assertThat(span.getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
    assertThat(span.getLinks()).isEmpty();
  }

  @Test
  void handsNothingOnWhereNobodyLooks() {
    assertThat(written(new Traces(tracer(Sampler.alwaysOff())), List.of(ONE))).isNull();
    assertThat(written(Traces.none(), Collections.singletonList(ONE))).isNull();
    assertThat(seen.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void notesEventsAndFailuresInTheSpanAtHand() {
    Mono<Void> failing =
        Mono.deferContextual(context -> {
          traces.event(context, "onboarding", "onboarding.metrics.success");
          return Mono.error(new IllegalStateException("broken"));
        });
    traces.continuing("work", List.of(), failing).onErrorComplete().then().block(BOUND);

    SpanData span = seen.getFinishedSpanItems().getFirst();
    assertThat(span.getEvents())
        .extracting(EventData::getName)
        .contains("onboarding.metrics.success", "exception");
  }

  @Test
  void notesAnEventInASpanOfItsOwnWhereNoneIsAtHand() {
    traces.event(Context.empty(), "onboarding", "onboarding.insights.success");

    SpanData span = seen.getFinishedSpanItems().getFirst();
    assertThat(span.getName()).isEqualTo("onboarding");
    assertThat(span.getEvents())
        .extracting(EventData::getName)
        .containsExactly("onboarding.insights.success");
  }

  /** What work within a span would write down. */
  private static @Nullable String written(Traces traces, List<@Nullable String> causes) {
    return traces
        .continuing(
            "work",
            causes,
            Mono.deferContextual(context -> Mono.justOrEmpty(Traces.traceparent(context))))
        .block(BOUND);
  }

  private Tracer tracer(Sampler sampler) {
    var provider =
        SdkTracerProvider.builder()
            .setSampler(sampler)
            .addSpanProcessor(SimpleSpanProcessor.create(seen))
            .build();
    return new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), event -> {});
  }
}

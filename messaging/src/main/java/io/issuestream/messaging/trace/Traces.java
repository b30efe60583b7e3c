package io.issuestream.messaging.trace;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Carries traces over what no call crosses: a row in the outbox, a record's header, a mark of work
 * to be done later.
 *
 * <p>The span at hand is in Reactor's context, as the team's scope is; nothing is bound to threads,
 * which would cost something at every operator.
 */
public final class Traces {

  /** The header of a record that bears a trace. */
  public static final String HEADER = "traceparent";

  /** A span that goes on from more than so many traces names only the first of them. */
  static final int MOST_LINKS = 32;

  private static final Object SPAN = Traces.class;

  private final Tracer tracer;

  public Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** For where nobody looks at traces. */
  public static Traces none() {
    return new Traces(Tracer.NOOP);
  }

  /**
   * Does work in a span of its own. It is part of the trace that caused it; of several causes it is
   * part of none and links to them.
   *
   * @param name of the kind of work, one of few
   * @param causes as they were written down; none and unreadable ones are passed over
   */
  public <T> Mono<T> continuing(
      String name, Collection<? extends @Nullable String> causes, Mono<T> work) {
    return Mono.defer(() -> {
      Span span = span(name, causes).start();
      return work.contextWrite(context -> context.put(SPAN, span))
          .doOnError(span::error)
          .doFinally(signal -> span.end());
    });
  }

  private Span.Builder span(String name, Collection<? extends @Nullable String> causes) {
    Span.Builder span = tracer.spanBuilder().name(name).kind(Span.Kind.CONSUMER);
    List<TraceContext> known =
        causes.stream()
            .filter(Objects::nonNull)
            .distinct()
            .limit(MOST_LINKS)
            .map(text -> TraceParent.read(text, tracer))
            .filter(Objects::nonNull)
            .toList();
    if (known.size() == 1) {
      return span.setParent(known.getFirst());
    }
    span.setNoParent();
    known.forEach(cause -> span.addLink(new Link(cause)));
    return span;
  }

  /** What to write down so that later work goes on from here; null where nobody sees the trace. */
  public static @Nullable String traceparent(ContextView context) {
    Span span = current(context);
    return span == null ? null : TraceParent.of(span.context());
  }

  /**
   * Notes that something happened, in the span at hand or else in one of its own.
   *
   * @param name of the span of its own, one of few
   */
  public void event(ContextView context, String name, String what) {
    Span span = current(context);
    if (span == null) {
      tracer.spanBuilder().name(name).setNoParent().start().event(what).end();
    } else {
      span.event(what);
    }
  }

  private static @Nullable Span current(ContextView context) {
    if (context.getOrDefault(SPAN, null) instanceof Span span) {
      return span;
    }
    // That of an HTTP request, or of whoever observes.
    if (context.getOrDefault(ObservationThreadLocalAccessor.KEY, null)
        instanceof Observation observation) {
      TracingContext tracing = observation.getContextView().get(TracingContext.class);
      return tracing == null ? null : tracing.getSpan();
    }
    return null;
  }
}

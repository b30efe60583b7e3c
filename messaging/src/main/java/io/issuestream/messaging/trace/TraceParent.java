package io.issuestream.messaging.trace;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A trace as it is written down: W3C's {@code traceparent}, of which only sampled ones are written.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">the header</a>
 */
final class TraceParent {

  private static final Pattern SAMPLED =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f][13579bdf]");

  private TraceParent() {}

  /** Nothing where nobody will see the trace. */
  static @Nullable String of(TraceContext context) {
    return Boolean.TRUE.equals(context.sampled())
        ? "00-" + context.traceId() + "-" + context.spanId() + "-01"
        : null;
  }

  /** Nothing where the text, which anybody may have written, is no sampled trace. */
  static @Nullable TraceContext read(@Nullable String text, Tracer tracer) {
    if (text == null) {
      return null;
    }
    Matcher parts = SAMPLED.matcher(text);
    return parts.matches()
        ? tracer
            .traceContextBuilder()
            .traceId(parts.group(1))
            .spanId(parts.group(2))
            .sampled(true)
            .build()
        : null;
  }
}

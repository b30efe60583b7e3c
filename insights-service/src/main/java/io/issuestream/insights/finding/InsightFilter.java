package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.edge.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which insights are asked for; null asks for any.
 *
 * @param resolved whether those that no longer hold are asked for, instead of those that do
 */
record InsightFilter(
    @Nullable String kind, @Nullable String severity, @Nullable String project, boolean resolved) {

  /**
   * Checks what is asked for.
   *
   * @throws Problem (400) if there is no such kind or severity
   */
  InsightFilter {
    oneOf("kind", kind, InsightKind.values());
    oneOf("severity", severity, Severity.values());
  }

  private static void oneOf(String name, @Nullable String asked, Enum<?>[] values) {
    if (asked != null && Arrays.stream(values).noneMatch(value -> value.toString().equals(asked))) {
      String known = Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
      throw Problem.invalid(name + " is one of " + known + ".");
    }
  }
}

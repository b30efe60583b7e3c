package io.issuestream.contracts.insight;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding with the figures behind it.
 *
 * @param insightId stable for the same kind and subject, such as {@code scope-creep:sprint:42}
 * @param projectKey the project concerned; null where it is none or several
 * @param subject what it is about: a sprint, an issue, a repository, a project
 * @param title the finding in a line
 * @param summary the finding in a few sentences, with the figures
 * @param suggestion what to look at
 * @param evidence the figures
 * @param foundAt when it first held
 * @param resolved true once it no longer holds
 */
public record Insight(
    String insightId,
    InsightKind kind,
    Severity severity,
    @Nullable String projectKey,
    String subject,
    String title,
    String summary,
    String suggestion,
    List<Evidence> evidence,
    Instant foundAt,
    boolean resolved) {

  public Insight {
    Checks.text(insightId, "insightId");
    requireNonNull(kind, "kind");
    requireNonNull(severity, "severity");
    Checks.text(subject, "subject");
    Checks.text(title, "title");
    requireNonNull(summary, "summary");
    requireNonNull(suggestion, "suggestion");
    requireNonNull(foundAt, "foundAt");
    evidence = Checks.list(evidence);
  }
}

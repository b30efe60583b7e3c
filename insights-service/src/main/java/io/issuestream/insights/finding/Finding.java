package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Evidence;
import io.issuestream.contracts.insight.Insight;
import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says now: an insight before it is known whether it is new.
 *
 * @param subject such as {@code sprint:42}; with the kind it identifies the insight
 */
record Finding(
    InsightKind kind,
    Severity severity,
    @Nullable String projectKey,
    String subject,
    String title,
    String summary,
    String suggestion,
    List<Evidence> evidence) {

  String id() {
    return kind + ":" + subject;
  }

  Insight since(Instant foundAt) {
    return new Insight(
        id(),
        kind,
        severity,
        projectKey,
        subject,
        title,
        summary,
        suggestion,
        evidence,
        foundAt,
        false);
  }
}

package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Insight;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The team's insights; unless asked otherwise those that hold. */
@RestController
class InsightController {

  private final Findings findings;

  InsightController(Findings findings) {
    this.findings = findings;
  }

  @GetMapping("/api/v1/insights")
  Mono<Page<Insight>> list(
      Caller caller,
      @RequestParam @Nullable String kind,
      @RequestParam @Nullable String severity,
      @RequestParam @Nullable String project,
      @RequestParam(defaultValue = "false") boolean resolved,
      @RequestParam @Nullable Integer limit,
      @RequestParam @Nullable String after) {
    int size = Page.limit(limit);
    InsightCursor cursor = after == null ? null : InsightCursor.parse(after);
    return findings
        .list(caller.team(), new InsightFilter(kind, severity, project, resolved), cursor, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, InsightCursor::of));
  }
}

package io.issuestream.sync.issue;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.sync.issue.IssueQueries.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reads the team's issues. */
@RestController
class IssuesController {

  private final IssueQueries issues;
  private final FailedIssues failed;

  IssuesController(IssueQueries issues, FailedIssues failed) {
    this.issues = issues;
    this.failed = failed;
  }

  @GetMapping("/api/v1/issues")
  Mono<Page<IssueView>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable Long sprint,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String assignee,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    var filter = new Filter(project, sprint, status, assignee, number(after));
    return issues
        .list(caller.team(), filter, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, issue -> Long.toString(issue.id())));
  }

  @GetMapping("/api/v1/issues/{key}")
  Mono<IssueView> find(Caller caller, @PathVariable String key) {
    return issues
        .find(caller.team(), key)
        .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no issue " + key + ".")));
  }

  @GetMapping("/api/v1/issues/status")
  Mono<StoreStatus> status(Caller caller) {
    return issues.status(caller.team());
  }

  @GetMapping("/api/v1/sync-runs/failed-issues")
  Mono<Page<FailedIssueView>> failed(
      Caller caller,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    return failed
        .list(caller.team(), project, after, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, FailedIssueView::reference));
  }

  private static @Nullable Long number(@Nullable String after) {
    if (after == null) {
      return null;
    }
    try {
      return Long.valueOf(after);
    } catch (NumberFormatException foreign) {
      throw Problem.invalid("after is the next of an earlier answer, or left out.");
    }
  }
}

package io.issuestream.insights.pullrequest;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The team's pull requests. */
@RestController
@RequestMapping("/api/v1/pull-requests")
class PullRequestController {

  /** {@code owner/repository#number}, or with a slash for those who find {@code %23} ugly. */
  private static final Pattern ID = Pattern.compile("/([^/#]+/[^/#]+)[/#]([1-9][0-9]{0,9})");

  private final PullRequestQueries pullRequests;

  PullRequestController(PullRequestQueries pullRequests) {
    this.pullRequests = pullRequests;
  }

  @GetMapping
  Mono<Page<PullRequestView>> list(
      Caller caller,
      @RequestParam @Nullable String repository,
      @RequestParam @Nullable Boolean linked,
      @RequestParam @Nullable String author,
      @RequestParam @Nullable Integer limit,
      @RequestParam @Nullable String after) {
    int size = Page.limit(limit);
    PullRequestCursor cursor = after == null ? null : PullRequestCursor.parse(after);
    return pullRequests
        .list(caller.team(), new PullRequestFilter(repository, linked, author), cursor, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, PullRequestCursor::of));
  }

  @GetMapping("/{*id}")
  Mono<PullRequestView> one(Caller caller, @PathVariable String id) {
    Matcher matcher = ID.matcher(id);
    if (!matcher.matches()) {
      throw Problem.invalid("A pull request is named owner/repository/number.");
    }
    return pullRequests
        .byId(caller.team(), matcher.group(1) + "#" + matcher.group(2))
        .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no such pull request.")));
  }
}

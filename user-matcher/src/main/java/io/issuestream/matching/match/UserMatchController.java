package io.issuestream.matching.match;

import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.matching.match.Decision.Action;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The team's Jira accounts and whose they are. */
@RestController
@RequestMapping("/api/v1/user-matches")
class UserMatchController {

  private final MatchQueries queries;
  private final ManualMatching manual;

  UserMatchController(MatchQueries queries, ManualMatching manual) {
    this.queries = queries;
    this.manual = manual;
  }

  @GetMapping
  Mono<MatchList> list(
      Caller caller,
      @RequestParam @Nullable String state,
      @RequestParam @Nullable Integer limit,
      @RequestParam @Nullable String after) {
    int size = Page.limit(limit);
    MatchCursor cursor = after == null ? null : MatchCursor.parse(after);
    return queries
        .list(caller.team(), checked(state), cursor, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, MatchCursor::of))
        .zipWith(queries.summary(caller.team()))
        .map(both -> new MatchList(both.getT2(), both.getT1().items(), both.getT1().next()));
  }

  @PostMapping("/{personId}/link")
  Mono<MatchView> link(Caller caller, @PathVariable String personId, @RequestBody Link link) {
    return one(caller, BulkDecision.of(personId, Action.LINK, link.memberId()));
  }

  @PostMapping("/{personId}/unlink")
  Mono<MatchView> unlink(Caller caller, @PathVariable String personId) {
    return one(caller, new Decision(personId, Action.UNLINK, null));
  }

  @PostMapping("/{personId}/exclude")
  Mono<MatchView> exclude(Caller caller, @PathVariable String personId) {
    return one(caller, new Decision(personId, Action.EXCLUDE, null));
  }

  @PostMapping("/bulk")
  Mono<Decided> bulk(Caller caller, @RequestBody BulkDecision bulk) {
    return manual.decide(caller, bulk.checked()).map(Decided::new);
  }

  private Mono<MatchView> one(Caller caller, Decision decision) {
    return manual.decide(caller, List.of(decision)).map(List::getFirst);
  }

  private static @Nullable String checked(@Nullable String state) {
    if (state != null
        && Arrays.stream(MatchOutcome.values()).noneMatch(one -> one.toString().equals(state))) {
      throw Problem.invalid("state is matched, unmatched, ambiguous or excluded.");
    }
    return state;
  }

  /** A part of the list, with how all accounts came out. */
  record MatchList(MatchSummary summary, List<MatchView> items, @Nullable String next) {}

  /** Whose an account is. */
  record Link(@Nullable String memberId) {}

  /** The accounts decided about. */
  record Decided(List<MatchView> items) {}
}

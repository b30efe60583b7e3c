package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.Jql;
import io.issuestream.jira.SearchCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Walks over what a query finds, by ascending issue id, so that a walk can go on anywhere and does
 * not drift while issues change. Cloud's page tokens are used within a walk; where one is refused,
 * as an expired one is, the walk goes on after the last id.
 *
 * @param condition bounded JQL without an order
 * @param tokens whether the site pages by tokens, as Cloud does; offsets are never followed
 */
record IssueWalk(Jira jira, boolean tokens, String condition, List<String> fields, int pageSize) {

  /** How much our clock is doubted where Jira does not tell its own. */
  private static final Duration DOUBT = Duration.ofMinutes(5);

  /**
   * A page.
   *
   * @param lastId its greatest issue id, or the walk's so far where it tells none
   * @param total number of issues the walk still had before it, where Jira told
   * @param serverTime Jira's clock when it answered
   */
  record WalkPage(
      List<IssueDocument> issues, long lastId, OptionalLong total, Instant serverTime) {}

  /** The pages after an id; the next is asked for when the one before has been taken. */
  Flux<WalkPage> pagesAfter(long id) {
    return Flux.defer(() -> {
      var place = new Place(id);
      return Mono.defer(() -> next(place)).repeat(() -> !place.ended);
    });
  }

  private Mono<WalkPage> next(Place place) {
    return jira.search(search(place))
        .onErrorResume(
            JiraFailure.QueryRejected.class,
            refused -> {
              if (place.cursor == null || place.lastId == place.queriedAfter) {
                return Mono.error(refused);
              }
              place.queriedAfter = place.lastId;
              place.cursor = null;
              return jira.search(search(place));
            })
        .map(page -> take(page, place));
  }

  private IssueSearch search(Place place) {
    String after = place.queriedAfter > 0 ? Jql.idAfter(place.queriedAfter) : "";
    String jql = Jql.ordered(Jql.and(condition, after), Jql.orderById());
    return new IssueSearch(jql, fields, true, pageSize, place.cursor);
  }

  private WalkPage take(IssuePage page, Place place) {
    long before = place.lastId;
    place.lastId = Math.max(before, greatestId(page.issues()));
    place.ended = page.next() == null;
    if (tokens || place.lastId == before) {
      // A page that tells no id cannot be passed by id.
      place.cursor = page.next();
    } else {
      place.queriedAfter = place.lastId;
      place.cursor = null;
    }
    Instant told = page.serverTime();
    return new WalkPage(
        page.issues(),
        place.lastId,
        page.total(),
        told == null ? Instant.now().minus(DOUBT) : told);
  }

  /** Pages are in ascending order, so the last issue that tells its id tells the greatest. */
  private static long greatestId(List<IssueDocument> issues) {
    for (IssueDocument issue : issues.reversed()) {
      OptionalLong id = issue.idHint();
      if (id.isPresent()) {
        return id.getAsLong();
      }
    }
    return 0;
  }

  private static final class Place {
    private long queriedAfter;
    private long lastId;
    private @Nullable SearchCursor cursor;
    private boolean ended;

    Place(long afterId) {
      this.queriedAfter = afterId;
      this.lastId = afterId;
    }
  }
}

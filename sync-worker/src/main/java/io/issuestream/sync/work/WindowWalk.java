package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.Jql;
import io.issuestream.jira.SearchCursor;
import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.WindowMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The way through one window, page after page by ascending issue id: each page is asked for behind
 * the last issue of the one before, so that a walk can go on anywhere and does not drift while
 * issues change. Jira's own page tokens and offsets are followed only past a page that tells no id.
 *
 * <p>What lies far ahead of it may be given to another walk. Not to be used by two threads at once,
 * but for looking at what is left and giving up a part of it.
 */
final class WindowWalk {

  /** How much our clock is doubted where Jira does not tell its own. */
  private static final Duration DOUBT = Duration.ofMinutes(5);

  /** Of so many pages the latter half is worth another walk. */
  private static final int WORTH_SHARING = 4;

  private final int number;
  private long lastId;
  private long idsInPage;
  private @Nullable Long toId;
  private @Nullable SearchCursor cursor;
  private boolean ended;

  WindowWalk(SyncWindow window) {
    this.number = window.number();
    this.lastId = window.afterId();
    this.toId = window.toId();
  }

  /**
   * A page.
   *
   * @param mark how far it brings the window once it is stored
   * @param serverTime Jira's clock when it answered
   */
  record WalkPage(List<IssueDocument> issues, WindowMark mark, Instant serverTime) {}

  int number() {
    return number;
  }

  synchronized boolean ended() {
    return ended;
  }

  /** What is asked of Jira for the next page. */
  IssueSearch next(String condition, List<String> fields, int pageSize) {
    return next(condition, fields, true, pageSize);
  }

  /** The same where only ids are wanted. */
  IssueSearch ids(String condition, List<String> idField, int pageSize) {
    return next(condition, idField, false, pageSize);
  }

  private synchronized IssueSearch next(
      String condition, List<String> fields, boolean changelog, int pageSize) {
    Long end = toId;
    String jql =
        Jql.and(
            condition, lastId > 0 ? Jql.idAfter(lastId) : "", end == null ? "" : Jql.idUpTo(end));
    return new IssueSearch(Jql.ordered(jql, Jql.orderById()), fields, changelog, pageSize, cursor);
  }

  /** Takes the answer over. */
  synchronized WalkPage take(IssuePage page) {
    long before = lastId;
    List<IssueDocument> issues = page.issues();
    OptionalLong last = lastTold(issues);
    long end = toId == null ? Long.MAX_VALUE : toId;
    boolean beyond = last.isPresent() && last.getAsLong() > end;
    if (beyond) {
      // Given to another walk while this page was under way.
      issues = issues.stream().filter(issue -> !isBeyond(issue, end)).toList();
    }
    lastId = beyond ? end : Math.max(before, last.orElse(before));
    idsInPage = Math.max(1, lastId - before);
    cursor = lastId == before ? page.next() : null;
    ended = beyond || page.next() == null;
    Instant told = page.serverTime();
    return new WalkPage(
        issues,
        new WindowMark(number, lastId, ended),
        told == null ? Instant.now().minus(DOUBT) : told);
  }

  private static boolean isBeyond(IssueDocument issue, long end) {
    OptionalLong id = issue.idHint();
    return id.isPresent() && id.getAsLong() > end;
  }

  /** Pages come in ascending order, so the last issue that tells its id is where it ends. */
  private static OptionalLong lastTold(List<IssueDocument> issues) {
    for (IssueDocument issue : issues.reversed()) {
      OptionalLong id = issue.idHint();
      if (id.isPresent()) {
        return id;
      }
    }
    return OptionalLong.empty();
  }

  /**
   * About how many ids are left that another walk could take; 0 where that is not worth it or not
   * known yet.
   *
   * @param greatest the greatest id the project had when the walk began
   */
  synchronized long left(long greatest) {
    long left = (toId == null ? greatest : toId) - lastId;
    return ended || idsInPage == 0 || left < WORTH_SHARING * idsInPage ? 0 : left;
  }

  /** Where another walk could take over: half way through what is left. */
  synchronized long middle(long greatest) {
    return lastId + ((toId == null ? greatest : toId) - lastId) / 2;
  }

  /** Leaves everything above an id to another walk, but for what is read already. */
  synchronized SyncWindow giveUp(int newNumber, long above) {
    SyncWindow upper = new SyncWindow(newNumber, Math.max(above, lastId), toId, ended);
    toId = upper.afterId();
    return upper;
  }

  /** Whether nothing was read yet, so that it cannot be said how much is left. */
  synchronized boolean untouched() {
    return idsInPage == 0 && !ended;
  }
}

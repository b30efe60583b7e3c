package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssuePage;
import io.issuestream.jira.IssueSearch;
import io.issuestream.jira.Jql;
import io.issuestream.jira.SearchCursor;
import io.issuestream.sync.run.SyncWindow;
import io.issuestream.sync.run.SyncWindow.End;
import io.issuestream.sync.run.WindowMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The way through one window, page after page in the order of ids: each page is asked for behind
 * the last issue of the one before, so that a walk can go on anywhere and does not drift while
 * issues change. Jira's own page tokens and offsets are followed only past a page that tells no id.
 *
 * <p>A Jira may order ids by their numbers or, as an alias of keys, by the numbers in those: it is
 * always asked with issues that there are, and what comes is taken in the order in which it comes.
 *
 * <p>What lies far ahead may be given to another walk. Not to be used by two threads at once, but
 * for looking at what is left and giving up a part of it.
 */
final class WindowWalk {

  /** How much our clock is doubted where Jira does not tell its own. */
  private static final Duration DOUBT = Duration.ofMinutes(5);

  /** Of so many pages the latter half is worth another walk. */
  private static final int WORTH_SHARING = 4;

  private final int number;
  private final String projectKey;
  private long lastId;
  private long lastKey;
  private long keysInPage;
  private @Nullable End end;
  private @Nullable End askedTo;
  private @Nullable SearchCursor cursor;
  private boolean ended;

  WindowWalk(SyncWindow window, String projectKey) {
    this.number = window.number();
    this.projectKey = projectKey;
    this.lastId = window.afterId();
    this.end = window.end();
    this.ended = window.done();
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
    askedTo = end;
    String jql =
        Jql.and(
            condition,
            lastId > 0 ? Jql.idAfter(lastId) : "",
            askedTo == null ? "" : Jql.idUpTo(askedTo.id()));
    return new IssueSearch(Jql.ordered(jql, Jql.orderById()), fields, changelog, pageSize, cursor);
  }

  /** Takes the answer over. */
  synchronized WalkPage take(IssuePage page) {
    List<IssueDocument> issues = page.issues();
    int beyond = end == null || end.equals(askedTo) ? -1 : placeOf(issues, end.id());
    if (beyond >= 0) {
      // The rest was given to another walk while this page was under way.
      issues = issues.subList(0, beyond + 1);
    }
    long before = lastId;
    lastTold(issues).ifPresent(id -> lastId = id);
    reach(issues);
    cursor = lastId == before ? page.next() : null;
    ended = beyond >= 0 || page.next() == null;
    Instant told = page.serverTime();
    return new WalkPage(
        issues,
        new WindowMark(number, lastId, ended),
        told == null ? Instant.now().minus(DOUBT) : told);
  }

  private static int placeOf(List<IssueDocument> issues, long id) {
    for (int i = 0; i < issues.size(); i++) {
      OptionalLong one = issues.get(i).idHint();
      if (one.isPresent() && one.getAsLong() == id) {
        return i;
      }
    }
    return -1;
  }

  private static OptionalLong lastTold(List<IssueDocument> issues) {
    for (IssueDocument issue : issues.reversed()) {
      OptionalLong id = issue.idHint();
      if (id.isPresent()) {
        return id;
      }
    }
    return OptionalLong.empty();
  }

  private void reach(List<IssueDocument> issues) {
    if (issues.isEmpty()) {
      return;
    }
    OptionalLong first = KeyNumber.of(issues.getFirst(), projectKey);
    OptionalLong last = KeyNumber.of(issues.getLast(), projectKey);
    if (first.isPresent() && last.isPresent()) {
      keysInPage = Math.max(1, last.getAsLong() - first.getAsLong());
      lastKey = last.getAsLong();
    }
  }

  /**
   * About how many keys are left that another walk could take; 0 where that is not worth it or not
   * known yet.
   *
   * @param greatest the greatest number in a key of the project when the walk began
   */
  synchronized long left(long greatest) {
    long left = (end == null ? greatest : end.keyNumber()) - lastKey;
    return ended || keysInPage == 0 || left < WORTH_SHARING * keysInPage ? 0 : left;
  }

  /** Where another walk could take over: the number in the key half way through what is left. */
  synchronized long middle(long greatest) {
    return lastKey + ((end == null ? greatest : end.keyNumber()) - lastKey) / 2;
  }

  /** Leaves everything behind an issue to another walk, but for what is read already. */
  synchronized SyncWindow giveUp(int newNumber, End at) {
    // Past it in whichever order Jira has: the store's window begins at it, so a later beginning
    // loses nothing by a crash, and an earlier one would.
    boolean past = at.keyNumber() <= lastKey && at.id() <= lastId;
    End split = past ? new End(lastId, lastKey) : at;
    SyncWindow upper = new SyncWindow(newNumber, split.id(), end, ended);
    end = split;
    return upper;
  }

  /** Whether nothing was read yet, so that it cannot be said how much is left. */
  synchronized boolean untouched() {
    return keysInPage == 0 && !ended;
  }
}

package io.issuestream.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Issues asked for by their ids.
 *
 * @param issues those that the account may see, in whichever project they are now
 * @param indexed ids of those that came as the search index knows them, which may be behind
 * @param missing ids of those that Jira does not have or does not show; which of the two it never
 *     says
 * @param unread ids of those that Jira could not give this time; they may well be there
 * @param serverTime Jira's clock when it answered; null when it sent none
 */
public record IssuesById(
    List<IssueDocument> issues,
    Set<Long> indexed,
    Set<Long> missing,
    Set<Long> unread,
    @Nullable Instant serverTime) {

  /** Keeps the lists from changing. */
  public IssuesById {
    issues = List.copyOf(issues);
    indexed = Set.copyOf(indexed);
    missing = Set.copyOf(missing);
    unread = Set.copyOf(unread);
  }

  /** Where all came past the index. */
  static IssuesById of(
      List<Long> asked, List<IssueDocument> found, Set<Long> unread, @Nullable Instant serverTime) {
    var missing = new HashSet<>(asked);
    found.forEach(document -> document.idHint().ifPresent(missing::remove));
    missing.removeAll(unread);
    return new IssuesById(found, Set.of(), missing, unread, serverTime);
  }

  /** The same with those that came by the index beside them. */
  IssuesById with(List<IssueDocument> byIndex) {
    var all = new ArrayList<>(byIndex);
    all.addAll(issues);
    var ids = new HashSet<Long>();
    byIndex.forEach(document -> document.idHint().ifPresent(ids::add));
    return new IssuesById(all, ids, missing, unread, serverTime);
  }
}

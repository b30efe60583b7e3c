package io.issuestream.integration.secret;

import io.issuestream.tenancy.TeamScope;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Goes through all teams' rows page by page, in the order of their keys. Looking for rows is the
 * system's, what is done to a page is done for the teams in it.
 */
public final class Walk {

  /** How many rows a page has. */
  public static final int PAGE = 200;

  private static final RowKey FIRST = new RowKey("", "");

  private Walk() {}

  /** A row's key. */
  public record RowKey(String teamId, String id) {}

  /**
   * Walks.
   *
   * @param pageAfter finds the keys of at most {@link #PAGE} rows after one, in order
   * @param work does it, in a transaction of its own; how many rows it did
   * @return how many were done
   */
  public static Mono<Long> over(
      Function<RowKey, Mono<List<RowKey>>> pageAfter, Function<List<RowKey>, Mono<Long>> work) {
    return pageAfter
        .apply(FIRST)
        .expand(page -> page.size() < PAGE ? Mono.empty() : pageAfter.apply(page.getLast()))
        .filter(page -> !page.isEmpty())
        .concatMap(page -> work.apply(page).contextWrite(TeamScope.of(teams(page))), 1)
        .reduce(0L, Long::sum)
        .contextWrite(TeamScope.system());
  }

  private static Set<String> teams(List<RowKey> page) {
    var teams = new TreeSet<String>();
    page.forEach(key -> teams.add(key.teamId()));
    return teams;
  }

  /** The teams of a page's keys as a parameter, beside {@link #ids}. */
  public static String[] teamIds(List<RowKey> page) {
    return page.stream().map(RowKey::teamId).toArray(String[]::new);
  }

  /** The ids of a page's keys, in the same order. */
  public static String[] ids(List<RowKey> page) {
    return page.stream().map(RowKey::id).toArray(String[]::new);
  }
}

package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.FieldSelection;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.SortPoint;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.jql.Query;
import io.issuestream.sandbox.jql.QueryRejected;
import io.issuestream.sandbox.jql.Search;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Cloud's search: bounded queries, pages by token, no total; what was there before it is gone. */
final class CloudSearch {
  /**
   * Measured on real sites: a page with real fields holds 100 issues, one of ids or keys up to
   * 5000.
   */
  private static final int MOST_WITH_FIELDS = 100;

  private static final int MOST = 5000;
  private static final int DEFAULT = 50;
  private static final int MOST_RECONCILED = 50;

  private final JiraContext jira;

  CloudSearch(JiraContext jira) {
    this.jira = jira;
  }

  static Answer gone() {
    return JiraAnswers.error(
        410,
        "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A"
            + " full migration guideline is available at"
            + " https://developer.atlassian.com/changelog/#CHANGE-2046");
  }

  Answer search(Call call) {
    SearchRequest request = SearchRequest.of(call);
    Set<Long> reconciled = reconciled(request);
    Search search = bounded(request.jql(), reconciled);
    Rendering as = jira.platform(Surface.CLOUD);
    FieldSelection selection = as.selection(request.fields(), "id");
    int size = pageSize(request, selection);
    SortPoint place = null;
    if (request.pageToken() != null && !request.pageToken().isEmpty()) {
      place = PageToken.read(request.pageToken(), query(request, reconciled));
      if (place == null) {
        return JiraAnswers.error(
            400, "The nextPageToken is invalid or expired. Start again without a token.");
      }
    }
    List<Issue> found = search.after(place, size + 1);
    boolean last = found.size() <= size;
    List<Issue> page = last ? found : found.subList(0, size);
    JsonBytes out = JsonBytes.scratch();
    out.ascii("{\"issues\":[");
    IssuePages.write(page, selection, request.changelog(), as, jira, out);
    out.raw(']');
    if (!last) {
      out.ascii(",\"nextPageToken\":")
          .string(PageToken.after(page.getLast(), query(request, reconciled)));
    }
    return Answer.json(out.ascii(last ? ",\"isLast\":true}" : ",\"isLast\":false}"))
        .costing(page.size());
  }

  Answer approximateCount(Call call) {
    String jql = Json.text(call.json(), "jql");
    long count = bounded(jql == null ? "" : jql, Set.of()).count();
    return Answer.json(new JsonBytes().ascii("{\"count\":").number(count).raw('}'));
  }

  /** What a token belongs to: the same query with the same issues to reconcile on every page. */
  private static String query(SearchRequest request, Set<Long> reconciled) {
    return reconciled.isEmpty() ? request.jql() : request.jql() + "|" + new TreeSet<>(reconciled);
  }

  private static Set<Long> reconciled(SearchRequest request) {
    Set<Long> ids = new HashSet<>();
    for (String id : request.reconciled()) {
      if (!id.strip().matches("\\d{1,18}")) {
        throw new QueryRejected("reconcileIssues must be a list of issue ids.");
      }
      ids.add(Long.valueOf(id.strip()));
    }
    if (ids.size() > MOST_RECONCILED) {
      throw new QueryRejected("reconcileIssues must name at most 50 issues.");
    }
    return ids;
  }

  private Search bounded(String jql, Set<Long> reconciled) {
    Search search =
        new Search(jira.data(), Query.parse(jql), jira.zone(), jira.now(), reconciled, null);
    if (!search.bounded()) {
      throw new QueryRejected(
          "Unbounded JQL queries are not allowed here. Please add a search restriction to your"
              + " query.");
    }
    return search;
  }

  private static int pageSize(SearchRequest request, FieldSelection selection) {
    int asked = request.maxResults() == null ? DEFAULT : request.maxResults();
    if (asked < 1) {
      throw new QueryRejected("maxResults must be at least 1.");
    }
    boolean real = selection.realFields() || request.changelog();
    return Math.min(asked, real ? MOST_WITH_FIELDS : MOST);
  }
}

package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.FieldSelection;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.jql.Query;
import io.issuestream.sandbox.jql.Search;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The issues of a page, and offset-paged answers as Data Center and the agile endpoints give them.
 */
final class IssuePages {
  /** The server's own cap on Data Center. */
  private static final int MOST = 1000;

  private static final int DEFAULT = 50;

  private IssuePages() {}

  /** Writes issues with commas between them. */
  static void write(
      List<Issue> issues,
      FieldSelection selection,
      boolean changelog,
      Rendering as,
      JiraContext jira,
      JsonBytes out) {
    JiraData data = jira.data();
    for (int i = 0; i < issues.size(); i++) {
      if (i > 0) {
        out.raw(',');
      }
      Issue issue = issues.get(i);
      boolean broken = !jira.brokenIssues().isEmpty() && jira.brokenIssues().contains(issue.id());
      data.writer().write(issue, selection, changelog, broken, as, out);
    }
  }

  /**
   * Answers a search by offset. The index says which issues; Data Center reads them from its
   * database, as they are now, and leaves out those that are gone, though they are counted.
   */
  static Answer byOffset(SearchRequest request, Query query, Rendering as, JiraContext jira) {
    List<String> warnings = request.validated() ? null : new ArrayList<>();
    Search search = new Search(jira.data(), query, jira.zone(), jira.now(), Set.of(), warnings);
    int asked = request.maxResults() == null ? DEFAULT : request.maxResults();
    int size = asked < 0 ? MOST : Math.min(asked, MOST);
    int start = Math.max(0, request.startAt());
    FieldSelection selection = as.selection(request.fields(), "*navigable");
    long total = search.count();
    List<Issue> page = size == 0 ? List.of() : search.slice(start, size);
    if (as.surface() == Surface.DATA_CENTER && jira.data().indexIsBehind()) {
      page = page.stream().map(jira.data()::current).filter(Objects::nonNull).toList();
    }
    JsonBytes out = JsonBytes.scratch();
    out.ascii("{\"expand\":\"schema,names\",\"startAt\":").number(start);
    out.ascii(",\"maxResults\":")
        .number(size)
        .ascii(",\"total\":")
        .number(total)
        .ascii(",\"issues\":[");
    write(page, selection, request.changelog(), as, jira, out);
    out.raw(']');
    if (warnings != null && !warnings.isEmpty()) {
      out.ascii(",\"warningMessages\":");
      Json.write(Json.MAPPER.valueToTree(warnings), out);
    }
    return Answer.json(out.raw('}')).costing(page.size());
  }
}

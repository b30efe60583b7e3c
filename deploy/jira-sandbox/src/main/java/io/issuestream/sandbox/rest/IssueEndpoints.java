package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.FieldSelection;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Issues asked for by id or key. */
final class IssueEndpoints {
  private static final int MOST_FETCHED = 100;

  private final JiraContext jira;

  IssueEndpoints(JiraContext jira) {
    this.jira = jira;
  }

  /** {@code GET /issue/{idOrKey}}; a former key still leads to the issue. */
  Answer one(Call call, String idOrKey, Rendering as) {
    Issue issue = jira.data().find(idOrKey);
    if (issue == null) {
      return JiraAnswers.unknownIssue();
    }
    JsonBytes out = new JsonBytes(8000);
    boolean changelog = call.list("expand").contains("changelog");
    boolean broken = jira.brokenIssues().contains(issue.id());
    jira.data()
        .writer()
        .write(issue, as.selection(call.list("fields"), "*all"), changelog, broken, as, out);
    return Answer.json(out);
  }

  /**
   * {@code POST /issue/bulkfetch}: at most 100, in the order of ids; what is not found is left out.
   */
  Answer bulkFetch(Call call) {
    JsonNode body = call.json();
    List<String> asked = SearchRequest.texts(body.get("issueIdsOrKeys"));
    if (asked.isEmpty() || asked.size() > MOST_FETCHED) {
      return JiraAnswers.error(400, "issueIdsOrKeys must name between 1 and 100 issues.");
    }
    NavigableMap<Long, Issue> found = found(asked, jira);
    Rendering as = jira.platform(Surface.CLOUD);
    FieldSelection selection = as.selection(SearchRequest.texts(body.get("fields")), "*navigable");
    boolean changelog = SearchRequest.texts(body.get("expand")).contains("changelog");
    JsonBytes out = new JsonBytes(found.size() * 6000).ascii("{\"issues\":[");
    IssuePages.write(List.copyOf(found.values()), selection, changelog, as, jira, out);
    return Answer.json(out.ascii("],\"issueErrors\":[]}"));
  }

  /** The issues that exist, by rising id. */
  static NavigableMap<Long, Issue> found(List<String> idsOrKeys, JiraContext jira) {
    NavigableMap<Long, Issue> found = new TreeMap<>();
    for (String idOrKey : idsOrKeys) {
      Issue issue = jira.data().find(idOrKey);
      if (issue != null) {
        found.put(issue.id(), issue);
      }
    }
    return found;
  }
}

package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Issues asked for by id or key. */
final class IssueEndpoints {
  private static final int MOST_FETCHED = 100;
  private static final int MOST_SLIM = 1000;
  private static final int MOST_SLIM_FIELDS = 100;
  private static final Set<String> LARGE = Set.of("comment", "worklog", "attachment");

  private final JiraContext jira;

  IssueEndpoints(JiraContext jira) {
    this.jira = jira;
  }

  /** {@code GET /issue/{idOrKey}}; a former key still leads to the issue. */
  Answer one(Call call, String idOrKey, Rendering as) {
    Issue issue = jira.data().visible(idOrKey);
    if (issue == null) {
      return JiraAnswers.unknownIssue();
    }
    JsonBytes out = new JsonBytes(8000);
    boolean changelog = call.list("expand").contains("changelog");
    boolean broken = jira.brokenIssues().contains(issue.id());
    jira.data()
        .writer()
        .write(issue, as.selection(call.list("fields"), "*all"), changelog, broken, as, out);
    return Answer.json(out).costing(1);
  }

  /**
   * {@code POST /issue/bulkfetch}: in the order of ids; at most 100 issues, or 1000 where it names
   * at most 100 fields, none of them large. What is missing or hidden is left out.
   */
  Answer bulkFetch(Call call) {
    JsonNode body = call.json();
    List<String> asked = SearchRequest.texts(body.get("issueIdsOrKeys"));
    List<String> fields = SearchRequest.texts(body.get("fields"));
    boolean changelog = SearchRequest.texts(body.get("expand")).contains("changelog");
    int most = !changelog && areFewAndSmall(fields) ? MOST_SLIM : MOST_FETCHED;
    if (asked.isEmpty() || asked.size() > most) {
      return JiraAnswers.error(
          400, "issueIdsOrKeys must name between 1 and " + most + " issues here.");
    }
    NavigableMap<Long, Issue> found = found(asked, jira);
    Rendering as = jira.platform(Surface.CLOUD);
    JsonBytes out = JsonBytes.scratch().ascii("{\"issues\":[");
    IssuePages.write(
        List.copyOf(found.values()), as.selection(fields, "*navigable"), changelog, as, jira, out);
    // Only what could not be given is told as an error; what is missing or hidden is left out.
    out.ascii("],\"issueErrors\":[");
    return Answer.json(out.ascii("]}")).costing(found.size());
  }

  private static boolean areFewAndSmall(List<String> fields) {
    return !fields.isEmpty()
        && fields.size() <= MOST_SLIM_FIELDS
        && fields.stream()
            .map(String::strip)
            .noneMatch(f -> f.startsWith("*") || f.startsWith("-") || LARGE.contains(f));
  }

  /** The issues that exist, by rising id. */
  static NavigableMap<Long, Issue> found(List<String> idsOrKeys, JiraContext jira) {
    NavigableMap<Long, Issue> found = new TreeMap<>();
    for (String idOrKey : idsOrKeys) {
      Issue issue = jira.data().visible(idOrKey);
      if (issue != null) {
        found.put(issue.id(), issue);
      }
    }
    return found;
  }
}

package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.IssueWriter;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cloud's ways to whole changelogs; Data Center has none but {@code expand=changelog}. */
final class ChangelogEndpoints {
  private static final int MOST_ISSUES = 1000;
  private static final int MOST_FIELDS = 10;
  private static final int MOST_HISTORIES = 10_000;
  private static final int PAGE = 100;

  private final JiraContext jira;
  private final Rendering as;

  ChangelogEndpoints(JiraContext jira) {
    this.jira = jira;
    this.as = jira.platform(Surface.CLOUD);
  }

  /** {@code GET /issue/{idOrKey}/changelog}: oldest first, at most 100 a page. */
  Answer ofIssue(Call call, String idOrKey) {
    Issue issue = jira.data().visible(idOrKey);
    if (issue == null) {
      return JiraAnswers.unknownIssue();
    }
    Histories histories = issue.histories();
    int held = histories == null ? 0 : histories.size();
    int size = Math.clamp(call.number("maxResults", PAGE), 1, PAGE);
    int start = Math.max(0, call.number("startAt", 0));
    int end = Math.min(held, start + size);
    JsonBytes out = new JsonBytes(4000);
    out.ascii("{\"self\":\"").escaped(as.baseUrl()).ascii("/rest/api/3/issue/").number(issue.id());
    out.ascii("/changelog\",\"maxResults\":").number(size).ascii(",\"startAt\":").number(start);
    out.ascii(",\"total\":")
        .number(held)
        .ascii(",\"isLast\":")
        .ascii(end >= held ? "true" : "false");
    out.ascii(",\"values\":[");
    if (histories != null) {
      IssueWriter.writeHistories(histories, start, end, as, out);
    }
    return Answer.json(out.ascii("]}")).costing(1);
  }

  /**
   * {@code POST /changelog/bulkfetch}: the histories of up to 1000 issues, by rising issue id,
   * oldest first, cut into pages of {@code maxResults} histories; with {@code fieldIds} only the
   * changes of those fields. Their times are epoch milliseconds here, as in Atlassian's example and
   * against its schema.
   */
  Answer ofMany(Call call) {
    JsonNode body = call.json();
    List<String> asked = SearchRequest.texts(body.get("issueIdsOrKeys"));
    List<String> fieldIds = SearchRequest.texts(body.get("fieldIds"));
    if (asked.isEmpty() || asked.size() > MOST_ISSUES) {
      return JiraAnswers.error(400, "issueIdsOrKeys must name between 1 and 1000 issues.");
    }
    if (fieldIds.size() > MOST_FIELDS) {
      return JiraAnswers.error(400, "fieldIds must name at most 10 fields.");
    }
    Long max = Json.whole(body, "maxResults");
    int left = Math.clamp(max == null ? 1000 : max, 1, MOST_HISTORIES);
    Place place = Place.read(Json.text(body, "nextPageToken"));
    JsonBytes out = new JsonBytes(100_000).ascii("{\"issueChangeLogs\":[");
    int some = 0;
    String next = null;
    for (Issue issue : IssueEndpoints.found(asked, jira).tailMap(place.issue(), true).values()) {
      List<byte[]> histories = histories(issue, Set.copyOf(fieldIds));
      int from = issue.id() == place.issue() ? place.history() : 0;
      if (from >= histories.size()) {
        continue;
      }
      if (left == 0) {
        next = issue.id() + "." + from;
        break;
      }
      int to = Math.min(histories.size(), from + left);
      out.ascii(some > 0 ? "," : "")
          .ascii("{\"issueId\":\"")
          .number(issue.id())
          .ascii("\",\"changeHistories\":[");
      for (int i = from; i < to; i++) {
        out.ascii(i == from ? "" : ",").bytes(histories.get(i));
      }
      out.ascii("]}");
      some++;
      left -= to - from;
      if (to < histories.size()) {
        next = issue.id() + "." + to;
        break;
      }
    }
    out.raw(']');
    if (next != null) {
      out.ascii(",\"nextPageToken\":").string(next);
    }
    return Answer.json(out.raw('}')).costing(some);
  }

  private List<byte[]> histories(Issue issue, Set<String> fieldIds) {
    List<byte[]> wanted = new ArrayList<>();
    Histories histories = issue.histories();
    for (int i = 0; histories != null && i < histories.size(); i++) {
      JsonBytes one = new JsonBytes(600);
      IssueWriter.writeHistory(histories, i, as, one);
      byte[] kept = fieldIds.isEmpty() ? one.toByteArray() : only(fieldIds, one.toByteArray());
      if (kept.length > 0) {
        wanted.add(kept);
      }
    }
    return wanted;
  }

  /** A history with only the changes of some fields; empty where it has none. */
  private static byte[] only(Set<String> fieldIds, byte[] history) {
    ObjectNode read = (ObjectNode) Json.MAPPER.readTree(history);
    ArrayNode kept = Json.array();
    read.path("items")
        .valueStream()
        .filter(item -> fieldIds.contains(item.path("fieldId").asString("")))
        .forEach(kept::add);
    if (kept.isEmpty()) {
      return new byte[0];
    }
    JsonBytes out = new JsonBytes();
    Json.write(read.set("items", kept), out);
    return out.toByteArray();
  }

  /** Where a page begins: the first history of an issue that was not given yet. */
  private record Place(long issue, int history) {
    static Place read(@Nullable String token) {
      if (token == null || token.isEmpty()) {
        return new Place(Long.MIN_VALUE, 0);
      }
      if (!token.matches("\\d{1,18}\\.\\d{1,9}")) {
        throw new BadCall("The nextPageToken is invalid or expired. Start again without a token.");
      }
      int dot = token.indexOf('.');
      return new Place(
          Long.parseLong(token.substring(0, dot)), Integer.parseInt(token.substring(dot + 1)));
    }
  }
}

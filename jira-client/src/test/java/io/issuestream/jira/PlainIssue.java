package io.issuestream.jira;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a plain walk through a raw issue in the agile API's shape finds, sharing no code with the
 * reader: only what the irregularities of real data are about.
 *
 * @param fields names of the fields it has at all
 * @param openSprint state of the sprint it is in, null when in none
 * @param closedSprints in the order given
 */
record PlainIssue(
    long id,
    String key,
    Set<String> fields,
    @Nullable String summary,
    @Nullable String priority,
    @Nullable String creator,
    @Nullable String reporter,
    @Nullable String assigneeKey,
    @Nullable String assigneeName,
    boolean assigneeActive,
    boolean done,
    @Nullable String resolution,
    @Nullable Long openSprint,
    List<Long> closedSprints,
    long commentTotal,
    long commentsGiven) {

  private static final Set<String> OF_INTEREST =
      Set.of("priority", "fixVersions", "description", "summary", "creator");

  static PlainIssue of(JsonNode issue) {
    JsonNode fields = issue.path("fields");
    JsonNode assignee = fields.path("assignee");
    Set<String> names = new TreeSet<>(fields.propertyNames());
    names.retainAll(OF_INTEREST);
    List<Long> closed = new ArrayList<>();
    fields.path("closedSprints").forEach(sprint -> closed.add(sprint.path("id").asLong()));
    JsonNode open = fields.path("sprint");
    return new PlainIssue(
        Long.parseLong(issue.path("id").asString()),
        issue.path("key").asString(),
        names,
        text(fields.path("summary")),
        text(fields.path("priority").path("name")),
        text(fields.path("creator").path("key")),
        text(fields.path("reporter").path("key")),
        text(assignee.path("key")),
        text(assignee.path("name")),
        assignee.path("active").asBoolean(false),
        fields.path("status").path("statusCategory").path("key").asString().equals("done"),
        text(fields.path("resolution").path("name")),
        open.has("id") ? (Long) open.path("id").asLong() : null,
        closed,
        fields.path("comment").path("total").asLong(0),
        fields.path("comment").path("comments").size());
  }

  boolean has(String field) {
    return fields.contains(field);
  }

  Set<Long> sprints() {
    Set<Long> all = new TreeSet<>(closedSprints);
    if (openSprint != null) {
      all.add(openSprint);
    }
    return all;
  }

  boolean closedSprintsOutOfOrder() {
    List<Long> sorted = new ArrayList<>(closedSprints);
    Collections.sort(sorted);
    return !sorted.equals(closedSprints);
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() ? node.asString() : null;
  }
}

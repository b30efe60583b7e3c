package io.issuestream.sandbox;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.ProjectIssues;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.data.Visibility;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is true of a site's issues, past every index and fault. */
final class SiteTruth {
  private final JiraData data;
  private final Visibility visibility;
  private final Map<Long, SortedSet<String>> formerKeys;

  SiteTruth(JiraData data) {
    this.data = data;
    this.visibility = data.visibility();
    this.formerKeys = data.formerKeys();
  }

  /** The visible issues of a project by rising id; of all projects where the key is empty. */
  List<IssueState> of(String projectKey) {
    List<Issue> issues =
        data.read(() -> {
          List<Issue> all = new ArrayList<>();
          for (ProjectIssues project : data.projects().values()) {
            if (projectKey.isEmpty() || projectKey.equals(project.project().key())) {
              for (int i = 0; i < project.size(); i++) {
                all.add(project.get(i));
              }
            }
          }
          return all;
        });
    return issues.stream()
        .filter(visibility::shows)
        .sorted(Comparator.comparingLong(Issue::id))
        .map(this::of)
        .toList();
  }

  private IssueState of(Issue issue) {
    JsonNode cloud = value(issue, "assignee", Role.PLAIN, Surface.CLOUD);
    JsonNode server = value(issue, "assignee", Role.PLAIN, Surface.DATA_CENTER);
    JsonNode points = points(issue);
    return new IssueState(
        issue.id(),
        issue.key(),
        Instant.ofEpochMilli(issue.updated()),
        List.copyOf(formerKeys.getOrDefault(issue.id(), Collections.emptySortedSet())),
        visibility.archivedIssues().contains(issue.id()),
        value(issue, "summary", Role.PLAIN, Surface.CLOUD).asStringOpt().orElse(null),
        text(value(issue, "status", Role.PLAIN, Surface.CLOUD), "id"),
        text(cloud, "accountId"),
        text(server, "key"),
        Arrays.stream(issue.sprintIds()).boxed().toList(),
        points.isNumber() ? points.decimalValue() : null,
        issue.histories() == null ? 0 : issue.histories().size());
  }

  private JsonNode points(Issue issue) {
    Optional<Field> field =
        data.fields().all().stream()
            .filter(each -> each.role() == Role.POINTS && issue.values().has(each))
            .findFirst();
    return field.map(each -> read(issue, each, Surface.CLOUD)).orElseGet(Json.MAPPER::nullNode);
  }

  private JsonNode value(Issue issue, String field, Role role, Surface surface) {
    return read(issue, data.fields().field(field, role), surface);
  }

  private JsonNode read(Issue issue, Field field, Surface surface) {
    JsonBytes out = new JsonBytes();
    issue.values().writeValue(field, data.platform(surface), out);
    return Json.MAPPER.readTree(out.toByteArray());
  }

  private static @Nullable String text(JsonNode object, String member) {
    return object.isObject() ? Json.text(object, member) : null;
  }
}

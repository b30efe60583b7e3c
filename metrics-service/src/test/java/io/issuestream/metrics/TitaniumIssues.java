package io.issuestream.metrics;

import io.issuestream.contracts.issue.ChangelogFacts;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueStatus;
import io.issuestream.contracts.issue.IssueType;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.Visibility;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.contracts.sprint.SprintState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Issues of a real Jira Server in the agile API's shape, as the events that sync-worker makes of
 * them: no changelog, no estimates.
 */
final class TitaniumIssues {

  private static final DateTimeFormatter JIRA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS[XXX][XX]", Locale.ROOT);
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private TitaniumIssues() {}

  static Path directory() {
    String root = System.getProperty("issuestream.root", "..");
    return Path.of(root, "../shared/fixtures/titanium").normalize();
  }

  /** One node an issue, as Jira gave it. */
  static List<JsonNode> raw(String project) {
    Path file = directory().resolve("issues-" + project + ".jsonl.gz");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> MAPPER.readTree(line)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sprint objects that an issue names. */
  static List<JsonNode> sprints(JsonNode issue) {
    var sprints = new ArrayList<JsonNode>();
    JsonNode fields = issue.get("fields");
    if (fields.path("sprint").isObject()) {
      sprints.add(fields.get("sprint"));
    }
    fields.path("closedSprints").forEach(sprints::add);
    return sprints;
  }

  static SprintState sprint(JsonNode sprint) {
    return new SprintState(
        sprint.get("id").asLong(),
        sprint.path("originBoardId").asLong(),
        null,
        null,
        sprint.get("name").asString(),
        SprintPhase.valueOf(sprint.get("state").asString().toUpperCase(Locale.ROOT)),
        null,
        at(sprint.path("startDate")),
        at(sprint.path("endDate")),
        at(sprint.path("completeDate")),
        null,
        Instant.parse("2026-01-01T00:00:00Z"),
        false);
  }

  static IssueState issue(JsonNode issue) {
    JsonNode fields = issue.get("fields");
    var sprintIds = new TreeSet<Long>();
    sprints(issue).forEach(sprint -> sprintIds.add(sprint.get("id").asLong()));
    JsonNode assignee = fields.path("assignee");
    JsonNode status = fields.get("status");
    JsonNode type = fields.get("issuetype");
    return new IssueState(
        issue.get("id").asLong(),
        issue.get("key").asString(),
        List.of(),
        fields.get("project").get("id").asString(),
        fields.get("project").get("key").asString(),
        null,
        new IssueType(
            type.get("id").asString(),
            type.get("name").asString(),
            type.path("subtask").asBoolean()),
        new IssueStatus(
            status.get("id").asString(),
            status.get("name").asString(),
            category(status.path("statusCategory").path("key").asString(""))),
        assignee.isObject() ? "p-" + assignee.get("key").asString() : null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        sprintIds.isEmpty() ? null : sprintIds.last(),
        null,
        List.copyOf(sprintIds),
        required(fields.get("created")),
        required(fields.get("updated")),
        at(fields.path("resolutiondate")),
        null,
        false,
        Visibility.VISIBLE,
        ChangelogFacts.NONE);
  }

  static @Nullable Instant at(JsonNode date) {
    return date.isString() ? OffsetDateTime.parse(date.asString(), JIRA).toInstant() : null;
  }

  private static Instant required(JsonNode date) {
    return OffsetDateTime.parse(date.asString(), JIRA).toInstant();
  }

  private static StatusCategory category(String key) {
    return switch (key) {
      case "new" -> StatusCategory.TODO;
      case "indeterminate" -> StatusCategory.IN_PROGRESS;
      case "done" -> StatusCategory.DONE;
      default -> StatusCategory.UNKNOWN;
    };
  }
}

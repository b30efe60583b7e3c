package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.FieldValues;
import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.Status;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns one raw issue of any shape into the form that is kept. */
final class IssueCompiler {
  private static final String FLAGGED_ID = "customfield_10021";

  private final JiraData data;
  private final ValueCompiler values;
  private final HistoryCompiler histories;
  private final SprintCollector sprints;

  IssueCompiler(JiraData data) {
    this.data = data;
    this.values = new ValueCompiler(data.accounts());
    this.histories = new HistoryCompiler(data, values);
    this.sprints = new SprintCollector(data.sprints());
  }

  /** Whether a record is an issue: it has a key and fields. */
  static boolean isOne(JsonNode record) {
    JsonNode fields = record.get("fields");
    return record.has("key") && fields != null && fields.isObject();
  }

  /** The project that a raw issue is in, from its fields or else from its key. */
  static Project project(JsonNode record) {
    String key = Json.text(record, "key");
    String prefix = Issue.projectOf(key == null ? "" : key);
    JsonNode given = record.path("fields").path("project");
    String projectKey = Json.text(given, "key");
    Long id = Json.whole(given, "id");
    String name = Json.text(given, "name");
    String used = projectKey == null ? prefix : projectKey;
    return new Project(
        id == null ? 10_000 + Math.floorMod(used.hashCode(), 80_000) : id,
        used,
        name == null ? used : name,
        given.path("simplified").asBoolean(false));
  }

  Issue compile(JsonNode record) throws UnreadableRecord {
    Long id = Json.whole(record, "id");
    String key = Json.text(record, "key");
    if (id == null || key == null) {
      throw new UnreadableRecord("an issue needs a numeric id and a key");
    }
    JsonNode fields = record.path("fields");
    FieldValues.Builder builder = new FieldValues.Builder();
    boolean cloudEstimate = fields.has(Field.CLOUD_POINTS_ID);
    for (var member : fields.properties()) {
      field(member.getKey(), member.getValue(), cloudEstimate, fields, builder);
    }
    long[] sprintIds = sprints.collect(fields);
    builder.end(data.fields().field(Field.SPRINT_ID, Role.SPRINT));
    Histories changelog = histories.compile(record.get("changelog"), cloudBorn(record));
    return new Issue(
        id,
        key,
        project(record).key(),
        Issue.numberOf(key),
        time(fields.get("created")),
        time(fields.get("updated")),
        sprintIds,
        builder.build(),
        changelog);
  }

  private void field(
      String name,
      JsonNode value,
      boolean cloudEstimate,
      JsonNode fields,
      FieldValues.Builder builder) {
    if (name.equals("sprint")
        || name.equals("closedSprints")
        || name.equals(Field.SPRINT_ID)
        || SprintShapes.isList(value)) {
      return;
    }
    JsonBytes out = builder.out();
    switch (name) {
      case "description", "environment" -> RichText.compile(value, out);
      case "comment" -> values.compileComments(value, out);
      case "epic" -> epic(value, fields, builder);
      case "flagged" -> flagged(value, fields, builder);
      case "status" -> status(value, out);
      default -> values.compile(value, out);
    }
    builder.end(data.fields().field(name, role(name, value, cloudEstimate)));
  }

  /**
   * An estimate is known by its id; whatever else has the id of the other surface's estimate stays
   * on its own.
   */
  private static Role role(String name, JsonNode value, boolean cloudEstimate) {
    return switch (name) {
      case "epic", "flagged" -> Role.AGILE_ONLY;
      case Field.CLOUD_POINTS_ID ->
          value.isNumber() || value.isNull() ? Role.POINTS : Role.CLOUD_ONLY;
      case Field.SERVER_POINTS_ID ->
          cloudEstimate
              ? Role.CLOUD_ONLY
              : value.isNumber() || value.isNull() ? Role.POINTS : Role.SERVER_ONLY;
      default -> Role.PLAIN;
    };
  }

  /** The agile API names the epic; the platform has the epic link instead. */
  private void epic(JsonNode epic, JsonNode fields, FieldValues.Builder builder) {
    if (!fields.has(Field.EPIC_LINK_ID)) {
      builder.out().string(Json.text(epic, "key"));
      builder.end(data.fields().field(Field.EPIC_LINK_ID, Role.PLAIN));
    }
    values.compile(epic, builder.out());
  }

  /** The agile API says flagged or not; the platform has a field with the one option. */
  private void flagged(JsonNode flagged, JsonNode fields, FieldValues.Builder builder) {
    if (!fields.has(FLAGGED_ID)) {
      JsonBytes out = builder.out();
      if (flagged.asBoolean(false)) {
        out.ascii("[{\"self\":\"");
        Template.api(out);
        out.ascii("customFieldOption/10019\",\"value\":\"Impediment\",\"id\":\"10019\"}]");
      } else {
        out.ascii("null");
      }
      builder.end(data.fields().field(FLAGGED_ID, Role.PLAIN));
    }
    values.compile(flagged, builder.out());
  }

  private void status(JsonNode status, JsonBytes out) {
    values.compile(status, out);
    remember(status);
  }

  /** Remembers a status for the list of statuses; ignores what is none. */
  void remember(@Nullable JsonNode status) {
    String id = status == null ? null : Json.text(status, "id");
    String name = status == null ? null : Json.text(status, "name");
    if (status != null && id != null && name != null) {
      JsonBytes template = new JsonBytes();
      values.compile(status, template);
      data.status(new Status(id, name, template.toByteArray()));
    }
  }

  private static boolean cloudBorn(JsonNode record) {
    for (String role : List.of("creator", "reporter", "assignee")) {
      if (record.path("fields").path(role).has("accountId")) {
        return true;
      }
    }
    return record.path("changelog").path("histories").path(0).path("author").has("accountId");
  }

  private static long time(@Nullable JsonNode value) {
    return value == null ? 0 : JiraTime.millis(value.asString(""));
  }
}

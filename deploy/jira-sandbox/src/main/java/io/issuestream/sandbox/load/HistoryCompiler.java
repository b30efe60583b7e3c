package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a changelog into templates, oldest history first, with the field ids and identities of
 * either surface.
 */
final class HistoryCompiler {
  private static final Set<String> POINTS_NAMES = Set.of("story points", "story point estimate");
  private static final Set<String> PEOPLE = Set.of("assignee", "reporter");

  private final JiraData data;
  private final ValueCompiler values;

  HistoryCompiler(JiraData data, ValueCompiler values) {
    this.data = data;
    this.values = values;
  }

  /** Compiles a {@code changelog} object; null where there is none. */
  @Nullable Histories compile(@Nullable JsonNode changelog, boolean cloudBorn) {
    JsonNode given = changelog == null ? null : changelog.get("histories");
    if (changelog == null || given == null || !given.isArray()) {
      return null;
    }
    List<JsonNode> sorted = new ArrayList<>(given.valueStream().toList());
    if (newestFirst(sorted)) {
      sorted = sorted.reversed();
    }
    sorted.sort(Comparator.comparingLong(HistoryCompiler::created));
    Histories.Builder builder = new Histories.Builder();
    for (JsonNode history : sorted) {
      history(history, cloudBorn, builder.out());
      builder.end(created(history));
    }
    Long total = Json.whole(changelog, "total");
    return builder.build(total == null ? 0 : total.intValue());
  }

  private static boolean newestFirst(List<JsonNode> histories) {
    return histories.size() > 1 && created(histories.getFirst()) > created(histories.getLast());
  }

  /** Accepts a date and an epoch number: Jira's documentation shows both. */
  private static long created(JsonNode history) {
    JsonNode created = history.get("created");
    if (created == null) {
      return 0;
    }
    return created.isNumber() ? created.longValue() : JiraTime.millis(created.asString(""));
  }

  private void history(JsonNode history, boolean cloudBorn, JsonBytes out) {
    out.raw('{');
    boolean first = true;
    for (var member : history.properties()) {
      out.ascii(first ? "" : ",").string(member.getKey()).raw(':');
      first = false;
      JsonNode value = member.getValue();
      if (member.getKey().equals("items") && value.isArray()) {
        out.raw('[');
        for (int i = 0; i < value.size(); i++) {
          out.ascii(i == 0 ? "" : ",");
          item(value.get(i), cloudBorn, out);
        }
        out.raw(']');
      } else {
        values.compile(value, out);
      }
    }
    out.raw('}');
  }

  private void item(JsonNode item, boolean cloudBorn, JsonBytes out) {
    String field = Json.text(item, "field");
    String fieldId = Json.text(item, "fieldId");
    if (field == null) {
      values.compile(item, out);
      return;
    }
    boolean points = POINTS_NAMES.contains(field.toLowerCase(Locale.ROOT));
    boolean people = PEOPLE.contains(field);
    if (fieldId != null && fieldId.startsWith("customfield_")) {
      data.fields().name(fieldId, field);
    }
    out.raw('{');
    boolean first = true;
    for (var member : item.properties()) {
      String name = member.getKey();
      if (name.equals("fieldId")) {
        continue;
      }
      out.ascii(first ? "" : ",").string(name).raw(':');
      first = false;
      JsonNode value = member.getValue();
      if (name.equals("field") && points) {
        Template.variant(out, "\"Story point estimate\"", "\"Story Points\"");
      } else if (people && value.isString() && (name.equals("from") || name.equals("to"))) {
        identity(value.stringValue(), cloudBorn, out);
      } else {
        values.compile(value, out);
      }
      if (name.equals("field")) {
        fieldId(field, fieldId, points, out);
      }
    }
    out.raw('}');
  }

  /** Cloud names the field's id in each item; Data Center does not. */
  private static void fieldId(String field, @Nullable String given, boolean points, JsonBytes out) {
    String id = points ? Field.CLOUD_POINTS_ID : field.equals("Sprint") ? Field.SPRINT_ID : given;
    if (id != null) {
      Template.variant(out, new JsonBytes().ascii(",\"fieldId\":").string(id), new JsonBytes());
    }
  }

  /** An account in a change: its id on Cloud, its key on Data Center. */
  private void identity(String given, boolean cloudBorn, JsonBytes out) {
    if (given.isEmpty()) {
      out.string(given);
      return;
    }
    String cloud = cloudBorn ? given : Account.derivedId(given);
    String key = cloudBorn ? data.accounts().byId(given).map(Account::key).orElse(given) : given;
    Template.variant(out, new JsonBytes().string(cloud), new JsonBytes().string(key));
  }
}

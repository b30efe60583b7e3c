package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Status;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.edit.ChangeItem.Name;
import io.issuestream.sandbox.edit.ChangeItem.Side;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.json.JsonBytes;
import io.issuestream.sandbox.load.RichText;
import io.issuestream.sandbox.load.ValueCompiler;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Works out what setting one field to a value means. */
final class FieldEdits {
  private static final Set<String> POINTS =
      Set.of(
          "storypoints",
          "story points",
          "story point estimate",
          Field.CLOUD_POINTS_ID,
          Field.SERVER_POINTS_ID);

  private final JiraData data;

  FieldEdits(JiraData data) {
    this.data = data;
  }

  /** The edit, or null where the field has this value already. */
  @Nullable FieldEdit of(Issue issue, String name, JsonNode value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (POINTS.contains(lower)) {
      return points(issue, value);
    }
    return switch (lower) {
      case "sprint", Field.SPRINT_ID -> new SprintEdit(data).of(issue, value);
      case "status" -> status(issue, value);
      case "assignee", "reporter" -> account(issue, lower, value);
      case "description", "environment" -> text(issue, lower, value);
      case "id", "key", "project", "created", "updated" ->
          throw EditRefused.because(
              "The field '" + name + "' cannot be edited; move the issue to change its project.");
      default -> plain(issue, name, value);
    };
  }

  /** The value a field has now, as Data Center shows it. */
  JsonNode current(Issue issue, Field field) {
    JsonBytes out = new JsonBytes();
    issue.values().writeValue(field, data.platform(Surface.DATA_CENTER), out);
    return Json.MAPPER.readTree(out.toByteArray());
  }

  private @Nullable FieldEdit points(Issue issue, JsonNode value) {
    if (!value.isNull() && !value.isNumber()) {
      throw EditRefused.because("Story points are a number or null.");
    }
    Field field = data.fields().field("story points", Role.POINTS);
    Field held =
        data.fields().all().stream()
            .filter(each -> each.role() == Role.POINTS && issue.values().has(each))
            .findFirst()
            .orElse(field);
    Side from = Side.text(number(current(issue, held)));
    Side to = Side.text(number(value));
    if (Objects.equals(from.text(), to.text())) {
      return null;
    }
    Name name = new Name("Story point estimate", "Story Points");
    return edit(
        held,
        new JsonBytes().ascii(value.toString()),
        new ChangeItem(name, Field.CLOUD_POINTS_ID, from, to));
  }

  private static @Nullable String number(JsonNode value) {
    return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : null;
  }

  private @Nullable FieldEdit status(Issue issue, JsonNode value) {
    String wanted = nameOf(value);
    Status status =
        data.statuses().stream()
            .filter(each -> each.name().equalsIgnoreCase(wanted) || each.id().equals(wanted))
            .findFirst()
            .orElseThrow(() ->
                EditRefused.because(
                    "There is no status '%s'; known are %s.".formatted(wanted, statuses())));
    Field field = data.fields().field("status", Role.PLAIN);
    JsonNode before = current(issue, field);
    if (status.id().equals(Json.text(before, "id"))) {
      return null;
    }
    Side from = Side.of(Json.text(before, "id"), Json.text(before, "name"));
    Side to = Side.of(status.id(), status.name());
    return edit(
        field,
        new JsonBytes().bytes(status.template()),
        new ChangeItem(Name.of("status"), "status", from, to));
  }

  private String statuses() {
    return data.statuses().stream().map(Status::name).distinct().collect(Collectors.joining(", "));
  }

  private @Nullable FieldEdit account(Issue issue, String name, JsonNode value) {
    Field field = data.fields().field(name, Role.PLAIN);
    JsonNode before = current(issue, field);
    Account was = Account.isOne(before) ? Account.read(before) : null;
    Account is = value.isNull() ? null : person(value);
    if (Objects.equals(was == null ? null : was.accountId(), is == null ? null : is.accountId())) {
      return null;
    }
    JsonBytes out = new JsonBytes();
    if (is == null) {
      out.ascii("null");
    } else {
      Template.user(out, data.accounts().number(is));
    }
    return edit(
        field, out, new ChangeItem(Name.of(name), name, Side.account(was), Side.account(is)));
  }

  private Account person(JsonNode value) {
    String wanted =
        value.isObject()
            ? firstText(value, "accountId", "key", "name", "emailAddress")
            : value.asString("");
    return data.accounts()
        .find(wanted)
        .orElseThrow(() ->
            EditRefused.because(
                "There is nobody with the account id, key, name or e-mail '" + wanted + "'."));
  }

  private @Nullable FieldEdit text(Issue issue, String name, JsonNode value) {
    Field field = data.fields().field(name, Role.PLAIN);
    JsonNode before = current(issue, field);
    if (before.equals(value)) {
      return null;
    }
    JsonBytes out = new JsonBytes();
    RichText.compile(value, out);
    return edit(
        field,
        out,
        new ChangeItem(Name.of(name), name, Side.text(shown(before)), Side.text(shown(value))));
  }

  private @Nullable FieldEdit plain(Issue issue, String name, JsonNode value) {
    Field field = data.fields().field(name, Role.PLAIN);
    JsonNode before = current(issue, field);
    JsonNode after =
        Set.of("priority", "resolution", "issuetype").contains(name) && value.isString()
            ? named(value)
            : value;
    if (issue.values().has(field) && before.equals(after)) {
      return null;
    }
    JsonBytes out = new JsonBytes();
    new ValueCompiler(data.accounts()).compile(after, out);
    Side from = Side.of(Json.text(before, "id"), shown(before));
    return edit(
        field,
        out,
        new ChangeItem(Name.of(name), name, from, Side.of(Json.text(after, "id"), shown(after))));
  }

  private static JsonNode named(JsonNode name) {
    return Json.object().set("name", name);
  }

  private static FieldEdit edit(Field field, JsonBytes value, ChangeItem item) {
    return new FieldEdit(field, value.toByteArray(), null, item);
  }

  /** What a history shows of a value: its name, its items one after the other, or its text. */
  private static @Nullable String shown(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isObject()) {
      return firstText(value, "name", "value", "displayName", "key");
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(each -> String.valueOf(shown(each)))
          .collect(Collectors.joining(" "));
    }
    return value.asString("");
  }

  private static String nameOf(JsonNode value) {
    return value.isObject() ? firstText(value, "name", "id") : value.asString("");
  }

  private static String firstText(JsonNode object, String... members) {
    for (String member : members) {
      String text = Json.text(object, member);
      if (text != null) {
        return text;
      }
    }
    return "";
  }
}

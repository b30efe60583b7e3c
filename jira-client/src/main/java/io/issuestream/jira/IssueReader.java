package io.issuestream.jira;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Turns raw issues into values. Pure, without state, safe for many threads. Unreadable is only what
 * is no object, or has no id, no key, no {@code created} or no {@code updated}; every other oddity
 * of real data becomes null or empty.
 */
public final class IssueReader {

  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

  /** Estimates beyond this many digits are no estimates, and expensive to write out. */
  private static final int MOST_DIGITS = 18;

  private final FieldCatalogue catalogue;
  private final Changelogs changelogs;

  /** A reader for issues of the site the catalogue was read from. */
  public IssueReader(FieldCatalogue catalogue) {
    this.catalogue = catalogue;
    this.changelogs = new Changelogs(catalogue);
  }

  /**
   * Reads one issue.
   *
   * @throws UnreadableIssue naming the issue as far as possible, and why
   */
  public JiraIssue read(IssueDocument document) throws UnreadableIssue {
    JsonNode issue;
    try {
      issue = Json.tree(document.json());
    } catch (JacksonException e) {
      throw new UnreadableIssue(document, "it is not valid JSON", e);
    }
    if (!issue.isObject()) {
      throw new UnreadableIssue(document, "it is not an object", null);
    }
    Long id = Json.number(issue, "id");
    String key = Json.text(issue, "key");
    JsonNode fields = object(issue, "fields");
    Instant created = JiraTime.at(fields, "created");
    Instant updated = JiraTime.at(fields, "updated");
    if (id == null || key == null || created == null || updated == null) {
      String what =
          id == null
              ? "id"
              : key == null ? "key" : created == null ? "created date" : "updated date";
      throw new UnreadableIssue(document, "it has no readable " + what, null);
    }
    JsonNode parent = object(fields, "parent");
    return new JiraIssue(
        id,
        key,
        project(object(fields, "project"), key),
        Json.text(fields, "summary"),
        type(object(fields, "issuetype")),
        status(object(fields, "status")),
        resolution(object(fields, "resolution")),
        Accounts.read(fields.get("assignee")),
        Accounts.read(fields.get("reporter")),
        Accounts.read(fields.get("creator")),
        Json.text(object(fields, "priority"), "name"),
        labels(fields.get("labels")),
        Json.text(parent, "key"),
        epicKey(fields, parent),
        storyPoints(fields),
        Sprints.of(fields, catalogue.sprintFieldIds()),
        created,
        updated,
        JiraTime.at(fields, "resolutiondate"),
        changelogs.read(issue.get("changelog")));
  }

  private static JiraProject project(JsonNode node, String issueKey) {
    int dash = issueKey.lastIndexOf('-');
    String key = Json.text(node, "key", dash < 0 ? issueKey : issueKey.substring(0, dash));
    return new JiraProject(Json.text(node, "id", ""), key, Json.text(node, "name", key));
  }

  private static JiraIssue.Type type(JsonNode node) {
    return new JiraIssue.Type(
        Json.text(node, "id", ""),
        Json.text(node, "name", ""),
        node.path("subtask").asBoolean(false));
  }

  static JiraIssue.Status status(JsonNode node) {
    JiraIssue.Category category =
        switch (Json.text(object(node, "statusCategory"), "key", "")) {
          case "new" -> JiraIssue.Category.TODO;
          case "indeterminate" -> JiraIssue.Category.IN_PROGRESS;
          case "done" -> JiraIssue.Category.DONE;
          default -> JiraIssue.Category.UNKNOWN;
        };
    return new JiraIssue.Status(Json.text(node, "id", ""), Json.text(node, "name", ""), category);
  }

  private static JiraIssue.@Nullable Resolution resolution(JsonNode node) {
    String name = Json.text(node, "name");
    return name == null ? null : new JiraIssue.Resolution(Json.text(node, "id", ""), name);
  }

  private static List<String> labels(@Nullable JsonNode node) {
    List<String> labels = new ArrayList<>();
    if (node != null && node.isArray()) {
      node.forEach(label -> label.asStringOpt().ifPresent(labels::add));
    }
    return labels;
  }

  /** The agile API's epic, else the Epic Link field, else a parent that is one level up. */
  private @Nullable String epicKey(JsonNode fields, JsonNode parent) {
    String key = Json.text(object(fields, "epic"), "key");
    for (String field : catalogue.epicLinkFieldIds()) {
      key = key != null ? key : Json.text(fields, field);
    }
    if (key != null) {
      return key;
    }
    JsonNode type = object(object(parent, "fields"), "issuetype");
    Long level = Json.number(type, "hierarchyLevel");
    // Names are in the site's language, the level is not; Data Center has names only.
    boolean epic = level != null ? level == 1 : "Epic".equals(Json.text(type, "name"));
    return epic ? Json.text(parent, "key") : null;
  }

  private @Nullable BigDecimal storyPoints(JsonNode fields) {
    for (String field : catalogue.estimateFieldIds()) {
      JsonNode value = fields.get(field);
      BigDecimal points = value == null ? null : decimal(value);
      if (points != null) {
        return points;
      }
    }
    return null;
  }

  /** A number without trailing zeros, so that 3 and 3.0 are one estimate; null when it is none. */
  private static @Nullable BigDecimal decimal(JsonNode value) {
    if (!value.isNumber() && !value.isString()) {
      return null;
    }
    BigDecimal number = value.asDecimalOpt().orElse(null);
    if (number == null || number.precision() > MOST_DIGITS || Math.abs(number.scale()) > 18) {
      return null;
    }
    BigDecimal bare = number.stripTrailingZeros();
    return bare.scale() < 0 ? bare.setScale(0) : bare;
  }

  private static JsonNode object(JsonNode node, String name) {
    JsonNode child = node.get(name);
    return child != null && child.isObject() ? child : NOTHING;
  }
}

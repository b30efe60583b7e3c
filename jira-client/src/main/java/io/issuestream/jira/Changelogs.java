package io.issuestream.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads changelogs and knows, by field id or else by name, which changes mean something. */
final class Changelogs {

  private static final Comparator<Changelog.Change> OLDEST_FIRST =
      Comparator.comparing(Changelog.Change::at)
          .thenComparingInt(c -> c.historyId().length())
          .thenComparing(Changelog.Change::historyId);

  private final Set<String> sprintIds;
  private final Set<String> sprintNames = new HashSet<>(Set.of("sprint"));
  private final Set<String> estimateIds;
  private final Set<String> estimateNames = new HashSet<>();

  Changelogs(FieldCatalogue catalogue) {
    sprintIds = Set.copyOf(catalogue.sprintFieldIds());
    estimateIds = Set.copyOf(catalogue.estimateFieldIds());
    for (JiraField field : catalogue.fields()) {
      if (sprintIds.contains(field.id())) {
        sprintNames.add(lower(field.name()));
      } else if (estimateIds.contains(field.id())) {
        estimateNames.add(lower(field.name()));
      }
    }
  }

  Changelog read(@Nullable JsonNode changelog) {
    JsonNode histories = changelog == null ? null : changelog.get("histories");
    if (changelog == null || histories == null || !histories.isArray()) {
      return Changelog.absent();
    }
    List<Changelog.Change> changes = new ArrayList<>(histories.size() * 2);
    int dated = 0;
    for (JsonNode history : histories) {
      dated += addItems(history, changes) ? 1 : 0;
    }
    // Jira lists newest first in searches and oldest first elsewhere. Items of one history keep
    // their order, the sort being stable.
    changes.sort(OLDEST_FIRST);
    boolean all = RawChangelog.tellsAll(changelog, dated) && dated == histories.size();
    return new Changelog(changes, dated, true, all);
  }

  private boolean addItems(JsonNode history, List<Changelog.Change> changes) {
    Instant at = JiraTime.at(history, "created");
    if (at == null) {
      return false;
    }
    String id = Json.text(history, "id", "");
    String author = Accounts.key(history.get("author"));
    JsonNode items = history.get("items");
    if (items != null) {
      for (JsonNode item : items) {
        String fieldId = Json.text(item, "fieldId");
        String name = Json.text(item, "field", fieldId == null ? "" : fieldId);
        changes.add(
            new Changelog.Change(
                id,
                at,
                author,
                field(fieldId, name),
                fieldId,
                name,
                Json.text(item, "from"),
                Json.text(item, "fromString"),
                Json.text(item, "to"),
                Json.text(item, "toString")));
      }
    }
    return true;
  }

  private Changelog.Field field(@Nullable String id, String name) {
    String word = lower(name);
    if (id != null && id.startsWith("customfield_")) {
      // The id settles it: another custom field may have the same name. Only where the site hides
      // its sprint field, the name has to do.
      if (sprintIds.contains(id) || (sprintIds.isEmpty() && sprintNames.contains(word))) {
        return Changelog.Field.SPRINT;
      }
      return estimateIds.contains(id) ? Changelog.Field.ESTIMATE : Changelog.Field.OTHER;
    }
    // Jira's own fields, and servers whose changelogs have no field ids.
    if (sprintNames.contains(word)) {
      return Changelog.Field.SPRINT;
    }
    if (estimateNames.contains(word)) {
      return Changelog.Field.ESTIMATE;
    }
    return switch (word) {
      case "status" -> Changelog.Field.STATUS;
      case "assignee" -> Changelog.Field.ASSIGNEE;
      case "key" -> Changelog.Field.KEY;
      case "project" -> Changelog.Field.PROJECT;
      case "resolution" -> Changelog.Field.RESOLUTION;
      default -> Changelog.Field.OTHER;
    };
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

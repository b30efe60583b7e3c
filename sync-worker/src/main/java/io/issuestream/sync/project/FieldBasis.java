package io.issuestream.sync.project;

import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.JiraField;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of a site whose ids differ from site to site, as found for one project. What is stored
 * of a project's issues was read with them; found otherwise, the project must be read anew.
 *
 * @param names names of the sprint and estimate fields by id: Data Center's changelogs tell no ids
 */
public record FieldBasis(
    List<String> sprintFields,
    List<String> epicFields,
    List<String> estimateFields,
    Map<String, String> names) {

  public FieldBasis {
    sprintFields = List.copyOf(sprintFields);
    epicFields = List.copyOf(epicFields);
    estimateFields = List.copyOf(estimateFields);
    names = Map.copyOf(names);
  }

  /** What a catalogue found. */
  public static FieldBasis of(FieldCatalogue catalogue) {
    Map<String, String> names = new TreeMap<>();
    for (JiraField field : catalogue.fields()) {
      if (catalogue.sprintFieldIds().contains(field.id())
          || catalogue.estimateFieldIds().contains(field.id())) {
        names.put(field.id(), field.name());
      }
    }
    return new FieldBasis(
        catalogue.sprintFieldIds(),
        catalogue.epicLinkFieldIds(),
        catalogue.estimateFieldIds(),
        names);
  }

  /** The names as kept: an id, an equals sign, which no id holds, and a name. */
  String[] namesAsText() {
    return names.entrySet().stream()
        // PostgreSQL's text holds no NUL.
        .map(name -> name.getKey() + "=" + name.getValue().replace("\0", ""))
        .toArray(String[]::new);
  }

  /** The names that were kept so. */
  static Map<String, String> names(String[] texts) {
    Map<String, String> names = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      names.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return names;
  }

  /** A catalogue that finds the same, without knowing the rest of the site. */
  public FieldCatalogue catalogue() {
    List<JiraField> fields =
        names.entrySet().stream()
            .map(name -> new JiraField(name.getKey(), name.getValue(), true, null, null))
            .toList();
    return new FieldCatalogue(fields, sprintFields, epicFields, List.of(), estimateFields);
  }

  /** Equal for equal bases, as short text. */
  public String fingerprint() {
    return String.join(
        ";",
        String.join(",", sprintFields),
        String.join(",", epicFields),
        String.join(",", estimateFields),
        String.join(",", new TreeMap<>(names).values()));
  }
}

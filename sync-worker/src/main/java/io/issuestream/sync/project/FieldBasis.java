package io.issuestream.sync.project;

import io.issuestream.jira.FieldCatalogue;
import java.util.List;

/**
 * The fields of a site whose ids differ from site to site, as found for one project. What is stored
 * of a project's issues was read with them; found otherwise, the project must be read anew.
 */
public record FieldBasis(
    List<String> sprintFields, List<String> epicFields, List<String> estimateFields) {

  public FieldBasis {
    sprintFields = List.copyOf(sprintFields);
    epicFields = List.copyOf(epicFields);
    estimateFields = List.copyOf(estimateFields);
  }

  /** What a catalogue found. */
  public static FieldBasis of(FieldCatalogue catalogue) {
    return new FieldBasis(
        catalogue.sprintFieldIds(), catalogue.epicLinkFieldIds(), catalogue.estimateFieldIds());
  }

  /** A catalogue that finds the same, without knowing the rest of the site. */
  public FieldCatalogue catalogue() {
    return new FieldCatalogue(List.of(), sprintFields, epicFields, List.of(), estimateFields);
  }

  /** Equal for equal bases, as short text. */
  public String fingerprint() {
    return String.join(",", sprintFields)
        + ";"
        + String.join(",", epicFields)
        + ";"
        + String.join(",", estimateFields);
  }
}

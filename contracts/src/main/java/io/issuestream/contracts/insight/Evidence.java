package io.issuestream.contracts.insight;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import java.util.List;

/**
 * One figure behind a finding.
 *
 * @param label what the figure is
 * @param value the figure, with its unit
 * @param references keys of the issues, or {@code owner/repository#number} of the pull requests, it
 *     can be opened into; at most 50
 */
public record Evidence(String label, String value, List<String> references) {

  /** The most references one piece of evidence has. */
  public static final int MAX_REFERENCES = 50;

  public Evidence {
    Checks.text(label, "label");
    requireNonNull(value, "value");
    references = Checks.list(references);
    Checks.that(references.size() <= MAX_REFERENCES, "Evidence has at most 50 references");
  }
}

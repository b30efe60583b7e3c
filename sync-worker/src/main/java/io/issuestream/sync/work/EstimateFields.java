package io.issuestream.sync.work;

import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.FieldCatalogue.EstimateCandidate;
import io.issuestream.jira.FieldCatalogue.EstimateCandidate.Because;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says where a site leaves open in which field estimates are, because only an admin can settle it.
 */
final class EstimateFields {

  private EstimateFields() {}

  /** What is open, and how it is read meanwhile; empty where one field holds the estimates. */
  static Optional<String> doubt(FieldCatalogue catalogue) {
    List<EstimateCandidate> read =
        catalogue.estimateCandidates().stream()
            .filter(candidate -> catalogue.estimateFieldIds().contains(candidate.fieldId()))
            .toList();
    if (read.size() < 2) {
      return Optional.empty();
    }
    boolean byBoards =
        read.stream().allMatch(candidate -> candidate.because() == Because.BOARD_CONFIGURATION);
    return Optional.of(
        (byBoards
                ? "estimates: the project's boards estimate in different fields, %s. Of each issue"
                    + " the first of them that holds a number counts."
                : "estimates: several fields may hold story points, %s, and no board says which. Of"
                    + " each issue the first of them that holds a number counts; choose the"
                    + " estimation statistic of the project's board to settle it.")
            .formatted(
                read.stream()
                    .map(candidate -> candidate.name() + " (" + candidate.fieldId() + ")")
                    .collect(Collectors.joining(" and "))));
  }
}

package io.issuestream.jira;

import static io.issuestream.jira.FieldCatalogue.EstimateCandidate.Because.BOARD_CONFIGURATION;
import static io.issuestream.jira.FieldCatalogue.EstimateCandidate.Because.STORY_POINTS_NAME;
import static io.issuestream.jira.FieldCatalogue.EstimateCandidate.Because.STORY_POINT_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FieldCatalogue.EstimateCandidate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldCatalogueTests {

  @Test
  void findsSprintEpicAndEstimateFieldsWithEveryCandidate() {
    assertThat(Samples.SITE.sprintFieldIds()).containsExactly(Samples.SPRINT);
    assertThat(Samples.SITE.epicLinkFieldIds()).containsExactly(Samples.EPIC_LINK);
    assertThat(Samples.SITE.estimateCandidates())
        .containsExactly(
            new EstimateCandidate(Samples.ESTIMATE, "Story point estimate", STORY_POINT_SCHEMA),
            new EstimateCandidate(Samples.POINTS, "Story Points", STORY_POINTS_NAME));
    assertThat(Samples.SITE.estimateFieldIds()).containsExactly(Samples.ESTIMATE, Samples.POINTS);
  }

  @Test
  void letsTheBoardsDecideWhichFieldHoldsTheEstimate() {
    FieldCatalogue site = Samples.SITE.estimatedIn(boards("customfield_10099", Samples.POINTS));
    assertThat(site.estimateFieldIds()).containsExactly("customfield_10099", Samples.POINTS);
    assertThat(site.estimateCandidates())
        .extracting(EstimateCandidate::because)
        .containsExactly(BOARD_CONFIGURATION, BOARD_CONFIGURATION, STORY_POINT_SCHEMA);
  }

  @Test
  void staysWithItsCandidatesWhenBoardsEstimateInTimeOrNotAtAll() {
    assertThat(Samples.SITE.estimatedIn(boards("timeoriginalestimate", null, "customfield_1")))
        .isEqualTo(Samples.SITE);
  }

  @Test
  void asksForEveryFieldTheReaderUses() {
    assertThat(Samples.SITE.issueFields())
        .contains("created", "updated", "parent", Samples.SPRINT, Samples.EPIC_LINK, Samples.POINTS)
        .doesNotHaveDuplicates();
    assertThat(FieldCatalogue.empty().issueFields()).contains("summary", "status");
  }

  private static List<BoardConfiguration> boards(@Nullable String... ids) {
    return Arrays.stream(ids).map(id -> new BoardConfiguration(1, id, null)).toList();
  }
}

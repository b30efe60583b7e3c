package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.BoardConfiguration;
import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.JiraField;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateFieldsTests {

  private static final JiraField POINTS =
      new JiraField(
          "customfield_10036",
          "Story Points",
          true,
          "number",
          "com.atlassian.jira.plugin.system.customfieldtypes:float");
  private static final JiraField ESTIMATE =
      new JiraField(
          "customfield_10016",
          "Story point estimate",
          true,
          "number",
          "com.pyxis.greenhopper.jira:jsw-story-points");

  private final FieldCatalogue both = FieldCatalogue.of(List.of(POINTS, ESTIMATE));

  private static BoardConfiguration board(JiraField field) {
    return new BoardConfiguration(1, field.id(), field.name());
  }

  @Test
  void saysNothingWhereOneFieldHoldsTheEstimates() {
    assertThat(EstimateFields.doubt(FieldCatalogue.empty())).isEmpty();
    assertThat(EstimateFields.doubt(FieldCatalogue.of(List.of(POINTS)))).isEmpty();
    assertThat(EstimateFields.doubt(both.estimatedIn(List.of(board(POINTS), board(POINTS)))))
        .isEmpty();
  }

  @Test
  void namesEveryCandidateWhereNoBoardDecides() {
    assertThat(EstimateFields.doubt(both))
        .hasValueSatisfying(words ->
            assertThat(words)
                .startsWith("estimates: ")
                .contains(
                    "Story point estimate (customfield_10016) and Story Points (customfield_10036)",
                    "no board says which"));
  }

  @Test
  void namesTheFieldsInWhichBoardsDisagree() {
    assertThat(EstimateFields.doubt(both.estimatedIn(List.of(board(POINTS), board(ESTIMATE)))))
        .hasValueSatisfying(words ->
            assertThat(words).contains("boards estimate in different fields", POINTS.id()));
  }
}

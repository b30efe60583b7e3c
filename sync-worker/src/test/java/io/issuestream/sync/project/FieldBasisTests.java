package io.issuestream.sync.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.Changelog;
import io.issuestream.jira.FieldCatalogue;
import io.issuestream.jira.IssueDocument;
import io.issuestream.jira.IssueReader;
import io.issuestream.jira.JiraField;
import io.issuestream.jira.UnreadableIssue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FieldBasisTests {

  private static final String ISSUE =
      """
      {"id":"1","key":"A-1","fields":{"created":"2024-01-01T10:00:00.000+0000","updated":"2024-01-01T10:00:00.000+0000"},
       "changelog":{"total":1,"histories":[{"id":"1","created":"2024-01-01T10:00:00.000+0000","items":[
        {"field":"Taille","from":null,"fromString":null,"to":null,"toString":"5"},
        {"field":"Itération","from":"","fromString":"","to":"4","toString":"S"},
        {"field":"?","fieldId":"customfield_2","from":"4","to":""}]}]}}\
      """;

  private static JiraField field(String id, String name, String schema) {
    return new JiraField(id, name, true, "number", schema);
  }

  private static FieldBasis site(String sprintName) {
    return FieldBasis.of(
        FieldCatalogue.of(
            List.of(
                field("customfield_1", "Taille", "com.pyxis.greenhopper.jira:jsw-story-points"),
                field("customfield_2", sprintName, "com.pyxis.greenhopper.jira:gh-sprint"))));
  }

  @Test
  void findsChangesByTheNamesThatTheSiteGivesItsFields() throws UnreadableIssue {
    var reader = new IssueReader(site("Itération").catalogue());
    Changelog changelog =
        reader.read(new IssueDocument(ISSUE.getBytes(StandardCharsets.UTF_8))).changelog();
    assertThat(changelog.of(Changelog.Field.ESTIMATE)).hasSize(1);
    assertThat(changelog.of(Changelog.Field.SPRINT)).hasSize(2);
  }

  @Test
  void keepsNamesAsTheyAre() {
    FieldBasis basis = site("a=b,c;");
    assertThat(FieldBasis.names(basis.namesAsText())).isEqualTo(basis.names());
  }

  @Test
  void isAnotherBasisWhereAFieldIsRenamed() {
    assertThat(site("Itération")).isEqualTo(site("Itération")).isNotEqualTo(site("Sprint"));
    assertThat(site("Itération").fingerprint())
        .isEqualTo(site("Itération").fingerprint())
        .isNotEqualTo(site("Sprint").fingerprint());
  }
}

package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.Changelog.Change;
import io.issuestream.jira.Changelog.Field;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ChangelogTests {

  @Test
  void flattensHistoriesOldestFirstAndKnowsTheFieldsThatMatter() {
    Changelog log =
        changelog(
            """
            {"startAt":0,"maxResults":3,"total":3,"histories":[
             {"id":"300","created":"2024-01-03T10:00:00.000+0000","author":{"accountId":"ann"},"items":[
              {"field":"status","fieldId":"status","from":"1","fromString":"Open","to":"3","toString":"In Progress"},
              {"field":"Rank","fieldId":"customfield_10019","from":"","to":""},
              {"field":"Story Points","fieldId":"customfield_10036","from":null,"fromString":null,"to":null,"toString":"13"}]},
             {"id":"99","created":"2024-01-01T10:00:00.000+0800","author":{"name":"bob","key":"JIRAUSER1"},"items":[
              {"field":"Sprint","fieldId":"customfield_10020","from":"","fromString":"","to":"7, 12","toString":"S 7, S 12"},
              {"field":"assignee","fieldId":"assignee","from":null,"fromString":null,"to":"ann","toString":"Ann"}]},
             {"id":"200","created":1704276000,"items":[
              {"field":"Key","fieldtype":"jira","from":null,"fromString":"OLD-1","to":null,"toString":"ALOY-7"},
              {"field":"project","from":"10","fromString":"Old","to":"11","toString":"Alloy"},
              {"field":"resolution","fieldId":"resolution","to":"1","toString":"Done"}]}]}\
            """);
    assertThat(log.changes())
        .extracting(Change::field)
        .containsExactly(
            Field.SPRINT,
            Field.ASSIGNEE,
            Field.KEY,
            Field.PROJECT,
            Field.RESOLUTION,
            Field.STATUS,
            Field.OTHER,
            Field.ESTIMATE);
    assertThat(log.histories()).isEqualTo(3);
    assertThat(log.present()).isTrue();
    assertThat(log.complete()).isTrue();
    Change sprint = log.of(Field.SPRINT).getFirst();
    assertThat(sprint.at()).isEqualTo(Instant.parse("2024-01-01T02:00:00Z"));
    assertThat(sprint.authorKey()).isEqualTo("JIRAUSER1");
    assertThat(sprint.from()).isNull();
    assertThat(sprint.fromSprintIds()).isEmpty();
    assertThat(sprint.toSprintIds()).containsExactly(7L, 12L);
    assertThat(log.of(Field.ESTIMATE))
        .singleElement()
        .satisfies(change -> {
          assertThat(change.from()).isNull();
          assertThat(change.toText()).isEqualTo("13");
          assertThat(change.authorKey()).isEqualTo("ann");
        });
    assertThat(log.of(Field.KEY))
        .singleElement()
        .satisfies(change -> assertThat(change.authorKey()).isNull());
  }

  @Test
  void namesFormerKeysOldestFirst() {
    JiraIssue issue =
        withChangelog(
            """
            {"histories":[
             {"id":"2","created":"2024-01-02T10:00:00.000+0000","items":[{"field":"Key","fromString":"B-2","toString":"ALOY-7"}]},
             {"id":"1","created":"2024-01-01T10:00:00.000+0000","items":[{"field":"Key","fromString":"A-1","toString":"B-2"}]}]}\
            """);
    assertThat(issue.formerKeys()).containsExactly("A-1", "B-2");
  }

  @Test
  void keepsHistoriesOfTheSameMomentInTheOrderOfTheirIds() {
    Changelog log =
        changelog(
            """
            {"total":3,"histories":[
             {"id":"1000","created":"2024-01-02T10:00:00.000+0000","items":[{"field":"status","to":"3"}]},
             {"id":"999","created":"2024-01-02T10:00:00.000+0000","items":[{"field":"status","to":"2"}]},
             {"id":"998","created":"2024-01-02T10:00:00.000+0000","items":[{"field":"status","to":"1"}]}]}\
            """);
    assertThat(log.changes()).extracting(Change::to).containsExactly("1", "2", "3");
  }

  @Test
  void saysWhenHistoriesAreMissing() {
    String one = "{\"id\":\"1\",\"created\":\"2024-01-01T10:00:00.000+0000\",\"items\":[]}";
    String undated = "{\"id\":\"2\",\"created\":null,\"items\":[]}";
    assertThat(changelog("{\"total\":1,\"histories\":[" + one + "]}").complete()).isTrue();
    assertThat(changelog("{\"total\":2,\"histories\":[" + one + "]}").complete()).isFalse();
    assertThat(changelog("{\"histories\":[" + one + "]}").complete()).isTrue();
    assertThat(changelog("{\"histories\":[" + one + "," + undated + "]}").complete()).isFalse();
    String forty = String.join(",", Collections.nCopies(40, one));
    assertThat(changelog("{\"histories\":[" + forty + "]}").complete()).isFalse();
    assertThat(changelog("{\"total\":40,\"histories\":[" + forty + "]}").complete()).isTrue();
    assertThat(changelog("{\"total\":41,\"histories\":[" + forty + "]}").complete()).isFalse();
    assertThat(changelog("{}").present()).isFalse();
    assertThat(changelog("[]").present()).isFalse();
  }

  @Test
  void goesByTheFieldIdWhereTwoFieldsHaveTheSameName() {
    String items =
        """
        {"total":1,"histories":[{"id":"1","created":"2024-01-01T10:00:00.000+0000","items":[
         {"field":"Sprint","fieldId":"customfield_777","to":"1"},
         {"field":"Sprint","to":"2"},
         {"field":"迭代","fieldId":"customfield_10020","to":"3"},
         {"field":"story points","to":null,"toString":"4"},
         {"field":"status","fieldId":"customfield_778","to":"5"}]}]}\
        """;
    assertThat(changelog(items).changes())
        .extracting(Change::field)
        .containsExactly(Field.OTHER, Field.SPRINT, Field.SPRINT, Field.ESTIMATE, Field.OTHER);
  }

  @Test
  void findsSprintsByNameOnASiteThatHidesItsFields() throws UnreadableIssue {
    String json =
        """
        {"id":1,"key":"A-1","fields":{"created":"2024-01-01T10:00:00Z","updated":"2024-01-01T10:00:00Z"},
         "changelog":{"total":1,"histories":[{"id":"1","created":"2024-01-01T10:00:00Z","items":[
          {"field":"Sprint","fieldId":"customfield_5","to":"1"}]}]}}\
        """;
    JiraIssue issue = new IssueReader(FieldCatalogue.empty()).read(Samples.document(json));
    assertThat(issue.changelog().of(Field.SPRINT)).hasSize(1);
  }

  private static Changelog changelog(String json) {
    return withChangelog(json).changelog();
  }

  private static JiraIssue withChangelog(String changelog) {
    String issue = Samples.issue("");
    return Samples.readJson(
        issue.substring(0, issue.length() - 1) + ",\"changelog\":" + changelog + "}");
  }
}

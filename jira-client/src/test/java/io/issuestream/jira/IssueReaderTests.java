package io.issuestream.jira;

import static io.issuestream.jira.Samples.read;
import static io.issuestream.jira.Samples.readJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueReaderTests {

  @Test
  void readsAWholeCloudIssue() {
    JiraIssue issue =
        readJson(
            """
            {"expand":"x","id":"10001","self":"https://jira.example.com/x","key":"ALOY-7","fields":{
             "summary":"Grüße 测试 \\"quoted\\"","issuetype":{"id":"1","name":"Bug","subtask":true},
             "project":{"id":"11113","key":"ALOY","name":"Alloy"},
             "status":{"id":"3","name":"已完成","statusCategory":{"id":3,"key":"indeterminate"}},
             "resolution":{"id":"2","name":"Won't Fix"},"resolutiondate":"2024-01-03T00:00:00.000+0100",
             "assignee":{"accountId":"a1","displayName":"Ann","active":false,"accountType":"app",
               "emailAddress":"","timeZone":"Europe/Rome"},
             "reporter":{"accountId":"b2","emailAddress":"b@example.com","accountType":"atlassian"},
             "creator":null,"priority":{"id":"3","name":"Medium"},"labels":["one","two"],
             "parent":{"id":"9","key":"ALOY-1","fields":{"issuetype":{"name":"史诗","hierarchyLevel":1}}},
             "customfield_10016":3.50,
             "customfield_10020":[{"id":7,"name":"S 7","state":"closed","boardId":3,"goal":"",
               "startDate":"2026-07-29T16:00:35.925Z","completeDate":"2026-08-12T16:00:00.000Z"},
               {"id":8,"name":"S 8","state":"active","boardId":3,"goal":"Win"}],
             "created":"2024-01-01T10:00:00.000+0000","updated":"2024-01-02T10:00:00.123+0000"}}\
            """);
    assertThat(issue.id()).isEqualTo(10001);
    assertThat(issue.key()).isEqualTo("ALOY-7");
    assertThat(issue.summary()).isEqualTo("Grüße 测试 \"quoted\"");
    assertThat(issue.project()).isEqualTo(new JiraProject("11113", "ALOY", "Alloy"));
    assertThat(issue.type()).isEqualTo(new JiraIssue.Type("1", "Bug", true));
    assertThat(issue.status())
        .isEqualTo(new JiraIssue.Status("3", "已完成", JiraIssue.Category.IN_PROGRESS));
    assertThat(issue.resolution()).isEqualTo(new JiraIssue.Resolution("2", "Won't Fix"));
    assertThat(issue.resolved()).isEqualTo(Instant.parse("2024-01-02T23:00:00Z"));
    assertThat(issue.updated()).isEqualTo(Instant.parse("2024-01-02T10:00:00.123Z"));
    assertThat(issue.assignee())
        .isEqualTo(new JiraUser("a1", "Ann", null, false, JiraUser.AccountType.APP, "Europe/Rome"));
    assertThat(issue.reporter())
        .isEqualTo(
            new JiraUser("b2", "b2", "b@example.com", true, JiraUser.AccountType.ATLASSIAN, null));
    assertThat(issue.creator()).isNull();
    assertThat(issue.priority()).isEqualTo("Medium");
    assertThat(issue.labels()).containsExactly("one", "two");
    assertThat(issue.parentKey()).isEqualTo("ALOY-1");
    assertThat(issue.epicKey()).isEqualTo("ALOY-1");
    assertThat(issue.storyPoints()).hasToString("3.5");
    assertThat(issue.sprints())
        .containsExactly(
            new JiraSprint(
                7,
                3L,
                "S 7",
                JiraSprint.State.CLOSED,
                null,
                Instant.parse("2026-07-29T16:00:35.925Z"),
                null,
                Instant.parse("2026-08-12T16:00:00Z"),
                null),
            new JiraSprint(8, 3L, "S 8", JiraSprint.State.ACTIVE, "Win", null, null, null, null));
    assertThat(issue.changelog().present()).isFalse();
  }

  @Test
  void readsAnIssueThatHasNothingButTheNecessary() {
    JiraIssue issue = read("");
    assertThat(issue.project()).isEqualTo(new JiraProject("", "ALOY", "ALOY"));
    assertThat(issue.status().category()).isEqualTo(JiraIssue.Category.UNKNOWN);
    assertThat(issue.summary()).isNull();
    assertThat(issue.priority()).isNull();
    assertThat(issue.labels()).isEmpty();
    assertThat(issue.sprints()).isEmpty();
    assertThat(issue.storyPoints()).isNull();
    assertThat(issue.formerKeys()).isEmpty();
  }

  @Test
  void readsFieldsOfUnexpectedShapesAsAbsent() {
    JiraIssue issue =
        read(
            """
            "priority":"High","status":[],"labels":"x","assignee":"ann","issuetype":7,
            "resolution":{"id":"1"},"parent":"ALOY-1","project":null,"resolutiondate":"soon",
            "customfield_10016":{"value":3},"customfield_10020":[null,7,"text",{"name":"no id"}],
            "closedSprints":{},"sprint":[[]],"epic":{"id":5},"summary":{"a":1}\
            """);
    assertThat(issue.priority()).isNull();
    assertThat(issue.labels()).isEmpty();
    assertThat(issue.assignee()).isNull();
    assertThat(issue.resolution()).isNull();
    assertThat(issue.resolved()).isNull();
    assertThat(issue.parentKey()).isNull();
    assertThat(issue.epicKey()).isNull();
    assertThat(issue.storyPoints()).isNull();
    assertThat(issue.sprints()).isEmpty();
    assertThat(issue.summary()).isNull();
  }

  @Test
  void readsSprintsWrittenAsTextByServers() {
    JiraIssue issue =
        read(
            """
            "customfield_10020":["com.atlassian.greenhopper.service.sprint.Sprint@1[id=82,\
            rapidViewId=52,state=CLOSED,name=A, b=c],d,goal=<null>,\
            startDate=2016-04-25T10:44:22.273-05:00,endDate=<null>,completeDate=<null>,sequence=82]"]
            """);
    assertThat(issue.sprints())
        .containsExactly(
            new JiraSprint(
                82,
                52L,
                "A, b=c],d",
                JiraSprint.State.CLOSED,
                null,
                Instant.parse("2016-04-25T15:44:22.273Z"),
                null,
                null,
                null));
  }

  @Test
  void tellsThePlannedStartFromTheRealOneInEitherShape() {
    JiraIssue issue =
        read(
            """
            "customfield_10020":[{"id":7,"name":"a","state":"active","boardId":3,
              "startDate":"2026-01-05T09:00:00.000Z","activatedDate":"2026-01-05T10:30:00.000Z"},
             "com.atlassian.greenhopper.service.sprint.Sprint@1[id=8,rapidViewId=3,state=ACTIVE,name=b,\
            startDate=2026-01-05T09:00:00.000Z,endDate=<null>,completeDate=<null>,\
            activatedDate=2026-01-05T10:30:00.000Z,sequence=8,goal=x,y=[z]]"]
            """);
    assertThat(issue.sprints()).extracting(JiraSprint::id).containsExactly(7L, 8L);
    assertThat(issue.sprints())
        .allSatisfy(sprint -> {
          assertThat(sprint.start()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
          assertThat(sprint.activated()).isEqualTo(Instant.parse("2026-01-05T10:30:00Z"));
        });
    assertThat(issue.sprints().getLast().goal()).isEqualTo("x,y=[z]");
  }

  @Test
  void readsTheSprintsThatASubTaskHasFromItsParent() {
    JiraIssue issue =
        read(
            """
            "issuetype":{"id":"5","name":"Sub-task","subtask":true},"parent":{"key":"ALOY-1"},
            "customfield_10020":[{"id":7,"name":"a","state":"closed"}]\
            """);
    assertThat(issue.type().subtask()).isTrue();
    assertThat(issue.parentKey()).isEqualTo("ALOY-1");
    assertThat(issue.sprints()).extracting(JiraSprint::id).containsExactly(7L);
    assertThat(issue.changelog().of(Changelog.Field.SPRINT)).isEmpty();
  }

  @Test
  void readsTheAgileShapeAndNamesEachSprintOnce() {
    JiraIssue issue =
        read(
            """
            "epic":{"id":154699,"key":"DAEMON-48","name":"Daemon"},
            "closedSprints":[{"id":9,"state":"closed","name":"Nine","originBoardId":121},
              {"id":3,"state":"closed","name":"Three"},{"id":9,"state":"closed","name":"again"}],
            "sprint":{"id":11,"state":"future","name":"Eleven"}\
            """);
    assertThat(issue.epicKey()).isEqualTo("DAEMON-48");
    assertThat(issue.sprints()).extracting(JiraSprint::id).containsExactly(9L, 3L, 11L);
    assertThat(issue.sprints()).extracting(JiraSprint::boardId).containsExactly(121L, null, null);
    assertThat(issue.sprints().get(2).state()).isEqualTo(JiraSprint.State.FUTURE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"customfield_10016\":null'                         |",
        "'\"customfield_10016\":0'                            | 0",
        "'\"customfield_10016\":0.0'                          | 0",
        "'\"customfield_10016\":13.0'                         | 13",
        "'\"customfield_10016\":100'                          | 100",
        "'\"customfield_10016\":0.50'                         | 0.5",
        "'\"customfield_10016\":\"8\"'                        | 8",
        "'\"customfield_10016\":\"large\"'                    |",
        "'\"customfield_10016\":1e999'                        |",
        "'\"customfield_10016\":null,\"customfield_10036\":5' | 5",
        "'\"customfield_10016\":2,\"customfield_10036\":5'    | 2",
        "'\"customfield_10099\":7'                            |",
      })
  void readsEstimatesAndLeavesTheUnestimatedNull(String fields, String points) {
    JiraIssue issue = read(fields);
    if (points == null) {
      assertThat(issue.storyPoints()).isNull();
    } else {
      assertThat(issue.storyPoints()).hasToString(points);
    }
  }

  @Test
  void readsEstimatesOnlyFromWhatTheBoardEstimatesIn() throws UnreadableIssue {
    FieldCatalogue site =
        Samples.SITE.estimatedIn(List.of(new BoardConfiguration(1, Samples.POINTS, null)));
    JiraIssue issue =
        new IssueReader(site).read(Samples.document(Samples.issue("\"customfield_10016\":2")));
    assertThat(issue.storyPoints()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"customfield_10014\":\"ALOY-2\"'                                             | ALOY-2",
        "'\"epic\":{\"key\":\"A-1\"},\"customfield_10014\":\"ALOY-2\"'                  | A-1",
        "'\"parent\":{\"key\":\"P-1\",\"fields\":{\"issuetype\":{\"name\":\"Epic\"}}}'  | P-1",
        "'\"parent\":{\"key\":\"P-1\",\"fields\":{\"issuetype\":{\"name\":\"Story\"}}}' |",
        "'\"parent\":{\"key\":\"P-1\",\"fields\":{\"issuetype\":{\"name\":\"Epic\",\"hierarchyLevel\":0}}}' |",
        "'\"parent\":{\"key\":\"P-1\"}'                                                 |",
      })
  void findsTheEpicWhereverItIsKept(String fields, String epic) {
    assertThat(read(fields).epicKey()).isEqualTo(epic);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"key\":\"X-1\",\"fields\":{}}'                                          | id      | X-1",
        "'{\"id\":\"abc\",\"key\":\"X-1\"}'                                         | id      | X-1",
        "'{\"id\":5,\"fields\":{\"updated\":\"2024-01-01T10:00:00.000+0000\"}}'     | key     |",
        "'{\"id\":5,\"key\":\"X-1\"}'                                               | created | X-1",
        "'{\"id\":5,\"key\":\"X-1\",\"fields\":{\"created\":\"2024-01-01T10:00:00Z\",\"updated\":null}}' | updated | X-1",
        "'[1]'                                                                      | object  |",
        "'null'                                                                     | object  |",
        "'{\"id\":5,\"key\":\"X-1\",'                                               | JSON    | X-1",
      })
  void saysWhichIssueCannotBeReadAndWhy(String json, String why, String key) {
    assertThatThrownBy(() -> new IssueReader(Samples.SITE).read(Samples.document(json)))
        .isInstanceOfSatisfying(
            UnreadableIssue.class,
            e -> {
              assertThat(e.reason()).contains(why);
              assertThat(e.key()).isEqualTo(key);
              assertThat(e).hasMessageContaining(key == null ? "cannot be read" : key);
            });
  }
}

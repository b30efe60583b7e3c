package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Asked;
import io.issuestream.jira.FakeJira.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BulkChangelogTests extends HttpTestBase {

  @Test
  void readsEveryPageOfEveryIssue() {
    server.answersInTurn(
        Reply.json(
            """
            {"issueChangeLogs":[{"issueId":"7","changeHistories":[{"id":"1","created":1492070429},{"id":"2","created":"2024-01-01T10:00:00.000+0000"}]},
             {"changeHistories":[{"id":"4","created":1492070429}],"issueId":8}],"nextPageToken":"t1"}\
            """),
        Reply.json(
            """
            {"issueChangeLogs":[{"issueId":"8","changeHistories":[{"id":"5","created":1492070430000}]}],"nextPageToken":null}\
            """));
    Map<Long, RawChangelog> found = get(cloud().changelogs(List.of(7L, 8L, 9L)));
    assertThat(found).containsOnlyKeys(7L, 8L);
    assertThat(found.values()).allMatch(RawChangelog::isWhole);
    assertThat(found.get(7L).size()).isEqualTo(2);
    assertThat(found.get(8L).size()).isEqualTo(2);
    assertThat(server.asked())
        .extracting(Asked::uri)
        .containsOnly("/context/rest/api/3/changelog/bulkfetch");
    assertThat(server.asked().get(0).body())
        .isEqualTo("{\"issueIdsOrKeys\":[\"7\",\"8\",\"9\"],\"maxResults\":1000}");
    assertThat(server.asked().get(1).body()).contains("\"nextPageToken\":\"t1\"");
  }

  @Test
  void asksForAThousandIssuesAtOnceAtMost() {
    server.answers(_ -> Reply.json("{\"issueChangeLogs\":[]}"));
    List<Long> many = LongStream.rangeClosed(1, 1001).boxed().toList();
    assertThat(get(cloud().changelogs(many))).isEmpty();
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().get(1).body()).contains("[\"1001\"]");
  }

  @Test
  void refusesAWalkInACircleAndWhatIsNoListOfChangelogs() {
    server.answers(_ -> Reply.json("{\"issueChangeLogs\":[],\"nextPageToken\":\"t1\"}"));
    assertThat(failure(JiraFailure.AnswerUnreadable.class, cloud().changelogs(List.of(7L))))
        .hasMessageContaining("next page");
    server.answers(_ -> Reply.json("{\"values\":[]}"));
    assertThat(failure(JiraFailure.AnswerUnreadable.class, cloud().changelogs(List.of(7L))))
        .hasMessageContaining("no list of changelogs");
    server.answers(_ -> Reply.json("{\"issueChangeLogs\":[{\"issueId\":\"7\",}"));
    assertThat(failure(JiraFailure.AnswerUnreadable.class, cloud().changelogs(List.of(7L))))
        .hasMessageContaining("torn");
  }

  @Test
  void asksNobodyOnDataCenterWhichHasNoSuchEndpoint() {
    assertThat(get(dataCenter().changelogs(List.of(7L)))).isEmpty();
    assertThat(server.asked()).isEmpty();
  }
}

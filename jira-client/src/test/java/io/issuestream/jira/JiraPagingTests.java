package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.issuestream.jira.FakeJira.Asked;
import io.issuestream.jira.FakeJira.Reply;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JiraPagingTests extends HttpTestBase {

  @Test
  void walksACloudSearchByTokenUntilThereIsNone() {
    server.answersInTurn(
        Reply.json("{\"issues\":[{\"key\":\"A-1\"}],\"isLast\":false,\"nextPageToken\":\"t1\"}"),
        Reply.json("{\"issues\":[],\"nextPageToken\":\"t2\"}"),
        Reply.json("{\"issues\":[{\"key\":\"A-2\"}]}"));
    IssueSearch search =
        new IssueSearch("project = \"A\"", List.of("summary", "*all"), true, 100, null);
    List<String> keys = new ArrayList<>();
    SearchCursor cursor = null;
    do {
      IssuePage page = get(cloud().search(search.from(cursor)));
      page.issues().forEach(issue -> keys.add(String.valueOf(issue.keyHint())));
      assertThat(page.total()).isEmpty();
      assertThat(page.bytes()).isPositive();
      cursor = page.next();
    } while (cursor != null);
    assertThat(keys).containsExactly("A-1", "A-2");
    assertThat(server.asked())
        .extracting(Asked::method, Asked::uri)
        .containsOnly(tuple("POST", "/context/rest/api/3/search/jql"));
    assertThat(server.asked().get(0).body())
        .isEqualTo(
            """
            {"jql":"project = \\"A\\"","fields":["summary","*all"],"maxResults":100,"expand":"changelog"}\
            """);
    assertThat(server.asked().get(2).body()).contains("\"nextPageToken\":\"t2\"");
  }

  @Test
  void refusesASearchThatRunsInACircle() {
    server.answers(_ -> Reply.json("{\"issues\":[{}],\"nextPageToken\":\"t1\"}"));
    IssuePage first = get(cloud().search(search("x = 1")));
    assertThat(
            failure(
                JiraFailure.AnswerUnreadable.class,
                cloud().search(search("x = 1").from(first.next()))))
        .hasMessageContaining("next page");
  }

  @Test
  void walksADataCenterSearchByOffset() {
    server.answersInTurn(
        Reply.json("{\"startAt\":0,\"maxResults\":2,\"total\":3,\"issues\":[{},{}]}"),
        Reply.json("{\"startAt\":2,\"maxResults\":2,\"total\":3,\"issues\":[{}]}"));
    IssuePage first = get(dataCenter().search(search("project = \"A\"")));
    assertThat(first.total()).hasValue(3);
    assertThat(first.next()).isEqualTo(new SearchCursor("2"));
    IssuePage second = get(dataCenter().search(search("project = \"A\"").from(first.next())));
    assertThat(second.next()).isNull();
    assertThat(server.asked()).extracting(Asked::uri).containsOnly("/context/rest/api/2/search");
    assertThat(server.asked().get(1).body())
        .isEqualTo(
            """
            {"jql":"project = \\"A\\"","startAt":2,"maxResults":100,"fields":["summary"]}\
            """);
  }

  @Test
  void asksDataCenterForHistoriesAsAList() {
    server.answers(_ -> Reply.json("{\"total\":0,\"issues\":[]}"));
    IssueSearch search = new IssueSearch("x = 1", List.of("id"), true, 10, null);
    assertThat(get(dataCenter().search(search)).next()).isNull();
    assertThat(server.asked().getFirst().body()).contains("\"expand\":[\"changelog\"]");
  }

  @Test
  void refusesACursorOfTheOtherKind() {
    assertThatThrownBy(
            () -> get(dataCenter().search(search("x = 1").from(new SearchCursor("token")))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void countsApproximatelyOnCloudAndExactlyOnDataCenter() {
    server.answers(asked ->
        Reply.json(
            asked.uri().endsWith("count") ? "{\"count\":153}" : "{\"total\":7,\"issues\":[]}"));
    assertThat(get(cloud().approximateCount("x = 1"))).isEqualTo(153);
    assertThat(get(dataCenter().approximateCount("x = 1"))).isEqualTo(7);
    assertThat(server.asked().get(1).body()).contains("\"maxResults\":0");
  }

  @Test
  void listsEveryPageOfCloudProjects() {
    server.answers(asked -> {
      int start = Integer.parseInt(asked.query("startAt"));
      return Reply.json(
          page(start, 100, 230, i -> "{\"id\":\"" + i + "\",\"key\":\"P" + i + "\"}"));
    });
    List<JiraProject> projects = all(cloud().projects());
    assertThat(projects).hasSize(230).doesNotHaveDuplicates();
    assertThat(projects.getLast()).isEqualTo(new JiraProject("229", "P229", "P229"));
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void takesCloudsNotFoundForNoProjects() {
    server.answers(_ -> Reply.status(404, "{\"errorMessages\":[\"none\"]}"));
    assertThat(all(cloud().projects())).isEmpty();
  }

  @Test
  void listsDataCenterProjectsInOneCall() {
    server.answers(_ -> Reply.json("[{\"id\":\"1\",\"key\":\"A\",\"name\":\"Alloy\"},{\"x\":1}]"));
    assertThat(all(dataCenter().projects())).containsExactly(new JiraProject("1", "A", "Alloy"));
    assertThat(server.asked().getFirst().uri()).isEqualTo("/context/rest/api/2/project");
  }

  @Test
  void listsEveryCloudUserOnceThoughPagesComeBackShort() {
    List<String> site = IntStream.range(0, 25).mapToObj(i -> "u" + i).toList();
    // Ranges of ten, from which the server then takes away those that nobody may see.
    server.answers(asked -> {
      int start = Math.min(Integer.parseInt(asked.query("startAt")), 25);
      return Reply.json(
          site.subList(start, Math.min(start + 10, 25)).stream()
              .filter(user -> !user.endsWith("3"))
              .map(user -> "{\"accountId\":\"" + user + "\",\"accountType\":\"app\"}")
              .collect(Collectors.joining(",", "[", "]")));
    });
    List<JiraUser> users = all(cloud().users()).stream().flatMap(List::stream).toList();
    assertThat(users).hasSize(22).doesNotHaveDuplicates();
    assertThat(users.getFirst().accountType()).isEqualTo(JiraUser.AccountType.APP);
    assertThat(server.asked().getFirst().uri())
        .isEqualTo("/context/rest/api/3/users/search?startAt=0&maxResults=1000");
  }

  @Test
  void findsPeopleByAnAddressThatIsNotShown() {
    server.answers(_ ->
        Reply.json("[{\"accountId\":\"a1\",\"accountType\":\"atlassian\",\"displayName\":\"A\"}]"));
    assertThat(get(cloud().usersFoundBy("a+b@example.com")))
        .singleElement()
        .returns("a1", JiraUser::accountKey)
        .returns(null, JiraUser::emailAddress);
    assertThat(get(dataCenter().usersFoundBy("a+b@example.com"))).hasSize(1);
    assertThat(server.asked())
        .extracting(Asked::uri)
        .containsExactly(
            "/context/rest/api/3/user/search?query=a%2Bb%40example.com&maxResults=2",
            "/context/rest/api/2/user/search?username=a%2Bb%40example.com&includeInactive=true&maxResults=2");
  }

  @Test
  void endsAUserListThatIgnoresItsOffset() {
    server.answers(_ -> Reply.json("[{\"key\":\"k1\",\"name\":\"n1\"},{\"name\":\"n2\"}]"));
    List<List<JiraUser>> pages = all(dataCenter().users());
    assertThat(pages).hasSize(1);
    assertThat(pages.getFirst()).extracting(JiraUser::accountKey).containsExactly("k1", "n2");
    assertThat(server.asked()).hasSize(2);
    assertThat(server.asked().get(1).uri())
        .isEqualTo(
            "/context/rest/api/2/user/search?username=.&includeInactive=true&startAt=2&maxResults=100");
  }

  @Test
  void listsBoardsAndSprintsPageByPage() {
    server.answers(asked -> {
      int start = Integer.parseInt(asked.query("startAt"));
      String location = ",\"type\":\"scrum\",\"location\":{\"projectKey\":\"A\"}";
      return Reply.json(
          asked.uri().contains("/sprint")
              ? page(
                  start,
                  50,
                  120,
                  i ->
                      "{\"id\":"
                          + i
                          + ",\"state\":\"closed\",\"name\":\"S"
                          + i
                          + "\",\"originBoardId\":4}")
              : page(
                  start,
                  50,
                  51,
                  i -> "{\"id\":" + i + ",\"name\":\"B" + i + "\"" + location + "}"));
    });
    List<JiraBoard> boards = all(cloud().boards("A B"));
    assertThat(boards).hasSize(51).contains(new JiraBoard(50, "B50", "scrum", "A"));
    assertThat(server.asked().getFirst().query("projectKeyOrId")).isEqualTo("A%20B");
    List<List<JiraSprint>> sprints = all(dataCenter().sprints(4));
    assertThat(sprints).extracting(List::size).containsExactly(50, 50, 20);
    assertThat(sprints.get(2).getLast().boardId()).isEqualTo(4);
    assertThat(server.asked().getLast().uri())
        .isEqualTo("/context/rest/agile/1.0/board/4/sprint?startAt=100&maxResults=50");
  }

  @Test
  void takesABoardWithoutSprintsForEmpty() {
    server.answers(
        _ -> Reply.status(400, "{\"errorMessages\":[\"The board does not support sprints\"]}"));
    assertThat(all(cloud().sprints(4))).isEmpty();
  }

  @Test
  void readsBoardConfigurationAndFields() {
    server.answers(asked ->
        Reply.json(
            asked.uri().endsWith("/configuration")
                ? """
                {"id":4,"estimation":{"type":"field","field":{"fieldId":"customfield_10002",
                 "displayName":"Story Points"}}}\
                """
                : """
                [{"id":"customfield_10020","name":"Sprint","custom":true,"schema":{"type":"array",
                  "custom":"com.pyxis.greenhopper.jira:gh-sprint"}},{"id":"summary"},{"name":"?"}]\
                """));
    assertThat(get(cloud().boardConfiguration(4)))
        .isEqualTo(new BoardConfiguration(4, "customfield_10002", "Story Points"));
    FieldCatalogue fields = get(dataCenter().fields());
    assertThat(fields.sprintFieldIds()).containsExactly("customfield_10020");
    assertThat(fields.fields()).hasSize(2);
  }

  @Test
  void readsWhoIsAskingAndWhatAnswers() {
    server.answers(asked ->
        Reply.json(
            asked.uri().endsWith("/myself")
                ? "{\"accountId\":\"me\",\"displayName\":\"Me\",\"timeZone\":\"Asia/Tokyo\"}"
                : """
                {"version":"9.12.4","deploymentType":"Server","baseUrl":"https://x",
                 "serverTitle":"T","serverTime":"2020-03-31T16:43:50.000+1100"}\
                """));
    assertThat(get(cloud().myself()))
        .isEqualTo(new JiraAccount("me", "Me", null, ZoneId.of("Asia/Tokyo")));
    JiraServer info = get(dataCenter().serverInfo());
    assertThat(info.version()).isEqualTo("9.12.4");
    assertThat(info.serverTime()).hasToString("2020-03-31T16:43:50+11:00");
    assertThat(info.timeZone()).isNull();
  }

  @Test
  void listsStatusesWithWhatTheyMean() {
    server.answers(_ ->
        Reply.json(
            """
            [{"id":"3","name":"In Progress","statusCategory":{"id":4,"key":"indeterminate"}},
             {"id":"9","name":"Odd"}]\
            """));
    assertThat(get(dataCenter().statuses()))
        .containsExactly(
            new JiraIssue.Status("3", "In Progress", JiraIssue.Category.IN_PROGRESS),
            new JiraIssue.Status("9", "Odd", JiraIssue.Category.UNKNOWN));
    assertThat(server.asked().getFirst().uri()).isEqualTo("/context/rest/api/2/status");
  }

  @Test
  void isAnonymousOnDataCenterWithoutAsking() {
    Jira jira = open(JiraKind.DATA_CENTER, new JiraCredentials.Anonymous());
    assertThat(get(jira.myself()).isAnonymous()).isTrue();
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void tellsTheServersClock() {
    server.answers(
        _ -> Reply.json("{\"issues\":[]}").with("Date", "Fri, 20 Nov 2026 10:00:00 GMT"));
    assertThat(get(cloud().search(search("x = 1"))).serverTime())
        .isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
  }

  private static String page(int start, int size, int total, IntFunction<String> item) {
    String values =
        IntStream.range(start, Math.min(start + size, total))
            .mapToObj(item)
            .collect(Collectors.joining(","));
    return "{\"startAt\":%d,\"maxResults\":%d,\"total\":%d,\"isLast\":%s,\"values\":[%s]}"
        .formatted(start, size, total, start + size >= total, values);
  }
}

package io.issuestream.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchEvent;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.contracts.match.UserUnmatched;
import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.contracts.member.TeamMemberRemoved;
import io.issuestream.contracts.member.TeamMemberUpserted;
import io.issuestream.contracts.user.AccountType;
import io.issuestream.contracts.user.JiraUserState;
import io.issuestream.contracts.user.JiraUserUpserted;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class MatchingIT {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final TestStack STACK = TestStack.create("matching");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @Autowired private WebTestClient web;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  void matchesTheSampleAccountToTheImportedMember() {
    TOPICS.send(Samples.read(JiraUserUpserted.class));
    importCsv(
        "kestrel",
        "email,displayName,githubLogin\nANA@kestrel.example,\"Example, Ana\",ana-example\n");

    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("kestrel")).containsEntry("matched", 1));
    Map<String, Object> match = items("kestrel", "matched").getFirst();
    assertThat(match).containsEntry("personId", "p-7f3a91c2").containsEntry("evidence", "email");
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          assertThat(TOPICS.latest(UserMatchEvent.class, "kestrel").get("p-7f3a91c2"))
              .isInstanceOfSatisfying(
                  UserMatched.class,
                  event -> assertThat(event.match().evidence()).isEqualTo(MatchEvidence.EMAIL));
          assertThat(TOPICS.latest(TeamMemberEvent.class, "kestrel").values())
              .singleElement()
              .satisfies(event ->
                  assertThat(event.member().jiraAccountId()).isEqualTo("5b10ac8d82e05b22cc7d4ef5"));
        });
  }

  @Test
  void keepsTheNewerAccountAndMatchesAnewWhenAnAddressAppears() {
    importCsv("osprey", "email,displayName\nben@osprey.example,Ben Example\n");
    TOPICS.send(user("osprey", 2, "p-ben", "B. E.", "ben@osprey.example"));
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("osprey")).containsEntry("matched", 1));

    TOPICS.send(
        user("osprey", 1, "p-ben", "Ben Example", null),
        user("osprey", 2, "p-ben", "B. E.", "ben@osprey.example"),
        user("osprey", 1, "p-last", "Somebody Else", null));

    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("osprey")).containsEntry("unmatched", 1));
    assertThat(items("osprey", "matched").getFirst()).containsEntry("displayName", "B. E.");
    assertThat(
            TOPICS.all(UserMatchEvent.class).stream()
                .filter(event -> event.aggregateId().equals("p-ben")))
        .hasSize(1);

    TOPICS.send(user("osprey", 3, "p-ben", "B. E.", null));
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("osprey")).containsEntry("unmatched", 2));
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(TOPICS.latest(UserMatchEvent.class, "osprey").get("p-ben"))
                .isInstanceOfSatisfying(
                    UserUnmatched.class,
                    event ->
                        assertThat(event.match().outcome()).isEqualTo(MatchOutcome.UNMATCHED)));
  }

  @Test
  void replacesTheWholeListAndPublishesOnlyWhatChanged() {
    importJson(
        "heron",
        "[{\"email\":\"a@h.example\",\"displayName\":\"A\"},{\"email\":\"b@h.example\",\"displayName\":\"B\"}]");
    // Otherwise what was imported and taken away again before it left would leave as one.
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(TOPICS.latest(TeamMemberEvent.class, "heron")).hasSize(2));
    String again =
        "[{\"email\":\"a@h.example\",\"displayName\":\"A\"},{\"email\":\"c@h.example\",\"displayName\":\"C\",\"githubLogin\":\"cee\"}]";
    importJson("heron", again);
    importJson("heron", again);

    get("heron", "/api/v1/team-members")
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(2)
        .jsonPath("$.items[1].githubLogin")
        .isEqualTo("cee");
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          List<TeamMemberEvent> events =
              TOPICS.all(TeamMemberEvent.class).stream()
                  .filter(event -> event.teamId().equals("heron"))
                  .toList();
          assertThat(events.stream().filter(TeamMemberUpserted.class::isInstance)).hasSize(3);
          assertThat(events.stream().filter(TeamMemberRemoved.class::isInstance))
              .singleElement()
              .satisfies(event -> assertThat(event.member().email()).isEqualTo("b@h.example"));
        });
  }

  @Test
  void storesNothingOfAListWithAnError() {
    put("crane", "text/csv", "email,displayName\na@c.example,A\nnonsense,B\n")
        .expectStatus()
        .isEqualTo(422)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:members-rejected")
        .jsonPath("$.errors[0].place")
        .isEqualTo("line 3");
    put("crane", "application/json", "{\"members\":[{\"email\":\"a@c.example\"}]}")
        .expectStatus()
        .isEqualTo(422);
    put("crane", "application/json", "{").expectStatus().isBadRequest();
    put("crane", "application/json", "{}").expectStatus().isBadRequest();
    put("crane", "application/xml", "<members/>").expectStatus().isEqualTo(415);
    get("crane", "/api/v1/team-members").expectBody().jsonPath("$.items.length()").isEqualTo(0);
  }

  @Test
  void takesAListOfHalfAMegabyteAndRefusesOneOfTwo() {
    put("stork", "text/csv", csvOf(9000)).expectStatus().isOk();
    put("stork", "text/csv", csvOf(30000)).expectStatus().isEqualTo(413);
    get("stork", "/api/v1/team-members?limit=200").expectBody().jsonPath("$.next").isNotEmpty();
  }

  @Test
  void obeysAPersonUntilTheyDecideAnew() {
    importCsv("egret", "email,displayName\nana@e.example,Ana\nben@e.example,Ben\n");
    TOPICS.send(
        user("egret", 1, "p-1", "Ana", "ana@e.example"),
        user("egret", 1, "p-2", "Nobody", null),
        user("egret", 1, "p-3", "Else", null));
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("egret")).containsEntry("unmatched", 2));
    String ben = memberId("egret", "ben@e.example");

    post("egret", "p-2/link", "{\"memberId\":\"" + ben + "\"}").expectStatus().isOk();
    post("egret", "p-2/link", "{\"memberId\":\"" + ben + "\"}")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("matched")
        .jsonPath("$.manual")
        .isEqualTo(true)
        .jsonPath("$.member.email")
        .isEqualTo("ben@e.example");
    post("egret", "p-1/unlink", "")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("unmatched");
    post("egret", "p-3/exclude", "")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("excluded");
    TOPICS.send(
        user("egret", 2, "p-3", "Ana", "ana@e.example"),
        user("egret", 2, "p-1", "Ana B", "ana@e.example"));
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(items("egret", "unmatched").getFirst())
                .containsEntry("displayName", "Ana B"));
    assertThat(summary("egret"))
        .containsEntry("matched", 1)
        .containsEntry("unmatched", 1)
        .containsEntry("excluded", 1)
        .containsEntry("errors", 0)
        .containsEntry("pending", 0);

    importCsv("egret", "email,displayName\nana@e.example,Ana\n");
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("egret")).containsEntry("errors", 1));
    importCsv("egret", "email,displayName\nana@e.example,Ana\nben@e.example,Ben\n");
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("egret")).containsEntry("matched", 1));
  }

  @Test
  void decidesAboutManyAtOnceOrAboutNone() {
    importCsv("ibis", "email,displayName\nana@i.example,Ana\n");
    TOPICS.send(user("ibis", 1, "i-1", "One", null), user("ibis", 1, "i-2", "Two", null));
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("ibis")).containsEntry("unmatched", 2));
    String ana = memberId("ibis", "ana@i.example");

    post("ibis", "bulk", decisions("i-1", ana, "i-9")).expectStatus().isNotFound();
    assertThat(summary("ibis")).containsEntry("unmatched", 2);
    post("ibis", "bulk", decisions("i-1", ana, "i-2"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(2);
    assertThat(summary("ibis")).containsEntry("matched", 1).containsEntry("excluded", 1);
    post("ibis", "bulk", "{\"decisions\":[]}").expectStatus().isBadRequest();
    post("ibis", "bulk", decisions("i-1", ana, "i-1")).expectStatus().isBadRequest();
    post("ibis", "i-1/link", "{}").expectStatus().isBadRequest();
    post("ibis", "i-1/link", "{\"memberId\":\"m-none\"}").expectStatus().isNotFound();
  }

  @Test
  void showsAndChangesNothingOfAnotherTeam() {
    TOPICS.send(user("finch", 1, "f-1", "One", null));
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("finch")).containsEntry("unmatched", 1));

    assertThat(summary("wren")).containsEntry("unmatched", 0);
    post("wren", "f-1/exclude", "").expectStatus().isNotFound();
    web.get().uri("/api/v1/user-matches").exchange().expectStatus().isUnauthorized();
    web.put()
        .uri("/api/v1/team-members")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer("finch", "member"))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"members\":[]}")
        .exchange()
        .expectStatus()
        .isForbidden();
    get("finch", "/api/v1/user-matches?state=lost").expectStatus().isBadRequest();
    get("finch", "/api/v1/user-matches?after=%21").expectStatus().isBadRequest();
  }

  @Test
  void pagesThroughTheAccounts() {
    for (int i = 0; i < 5; i++) {
      TOPICS.send(user("gull", 1, "g-" + i, "Same Name", null));
    }
    await()
        .atMost(BOUND)
        .untilAsserted(() -> assertThat(summary("gull")).containsEntry("unmatched", 5));
    var seen = new java.util.ArrayList<Object>();
    String after = "";
    do {
      Map<String, Object> page = body("gull", "/api/v1/user-matches?limit=2" + after);
      list(page.get("items")).forEach(item -> seen.add(item.get("personId")));
      after = page.get("next") == null ? "" : "&after=" + page.get("next");
    } while (!after.isEmpty());
    assertThat(seen).containsExactly("g-0", "g-1", "g-2", "g-3", "g-4");
  }

  private static JiraUserUpserted user(
      String team, long revision, String person, String name, @Nullable String email) {
    return new JiraUserUpserted(
        team,
        revision,
        new JiraUserState(person, "account-" + person, name, email, true, AccountType.UNKNOWN));
  }

  private static String decisions(String linked, String member, String excluded) {
    return """
    {"decisions":[{"personId":"%s","action":"link","memberId":"%s"},{"personId":"%s","action":"exclude"}]}\
    """
        .formatted(linked, member, excluded);
  }

  private static String csvOf(int rows) {
    var csv = new StringBuilder("email,displayName,githubLogin\n");
    for (int row = 0; row < rows; row++) {
      csv.append("person-")
          .append(row)
          .append("@stork.example,A Rather Long Name ")
          .append(row)
          .append(",l")
          .append(row)
          .append('\n');
    }
    return csv.toString();
  }

  private String memberId(String team, String email) {
    return list(body(team, "/api/v1/team-members").get("items")).stream()
        .filter(member -> email.equals(member.get("email")))
        .map(member -> String.valueOf(member.get("memberId")))
        .findFirst()
        .orElseThrow();
  }

  @SuppressWarnings("unchecked") // JSON objects as Jackson reads them.
  private Map<String, Object> summary(String team) {
    return (Map<String, Object>) body(team, "/api/v1/user-matches").get("summary");
  }

  private List<Map<String, Object>> items(String team, String state) {
    return list(body(team, "/api/v1/user-matches?state=" + state).get("items"));
  }

  @SuppressWarnings("unchecked") // JSON objects as Jackson reads them.
  private static List<Map<String, Object>> list(@Nullable Object value) {
    return (List<Map<String, Object>>) java.util.Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked") // JSON objects as Jackson reads them.
  private Map<String, Object> body(String team, String uri) {
    return get(team, uri)
        .expectStatus()
        .isOk()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  private void importCsv(String team, String csv) {
    put(team, "text/csv", csv).expectStatus().isOk();
  }

  private void importJson(String team, String members) {
    put(team, "application/json", "{\"members\":" + members + "}").expectStatus().isOk();
  }

  private WebTestClient.ResponseSpec get(String team, String uri) {
    return web.get()
        .uri(uri)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer(team, "member"))
        .exchange();
  }

  private WebTestClient.ResponseSpec put(String team, String type, String body) {
    return web.put()
        .uri("/api/v1/team-members")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer(team, "team_admin"))
        .contentType(MediaType.parseMediaType(type))
        .bodyValue(body)
        .exchange();
  }

  private WebTestClient.ResponseSpec post(String team, String path, String body) {
    return web.post()
        .uri("/api/v1/user-matches/" + path)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer(team, "team_admin"))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }
}

package io.issuestream.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What the audit log of a running service holds, whom it is shown, and for how long. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "issuestream.edge.audit.sweep=200ms",
      "issuestream.edge.audit.retention=30d",
      "issuestream.edge.proxies=1"
    })
@AutoConfigureWebTestClient(timeout = "30s")
class AuditIT {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String MEMBERS = "/api/v1/team-members";
  private static final String LOG = MEMBERS + "/audit";
  private static final String SECRET = "not-to-be-kept";

  @Autowired private WebTestClient web;
  @Autowired private DatabaseClient database;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestStack.register("matchingaudit", registry::add);
    TestTokens.register(registry::add);
  }

  @Test
  void recordsWhatWasChangedAndWhatWasRefused() {
    replace("plover", "team_admin").expectStatus().isOk();
    replace("plover", "member").expectStatus().isForbidden();
    call("plover", "member", HttpMethod.GET, MEMBERS, "").expectStatus().isOk();
    call("plover", "team_admin", HttpMethod.PUT, MEMBERS, "{").expectStatus().isBadRequest();

    List<Map<String, Object>> entries = log("plover");
    assertThat(entries)
        .extracting("subject", "outcome", "status", "action")
        .containsExactly(
            tuple("member@plover", "refused", 403), tuple("team_admin@plover", "succeeded", 200));
    assertThat(entries.getFirst())
        .containsEntry("roles", List.of("member"))
        .containsEntry("actingFor", false)
        .containsEntry("homeTeam", "plover")
        .containsEntry("clientAddress", "198.51.100.7");
    assertThat(entries.toString()).doesNotContain(SECRET);
  }

  @Test
  void recordsEverythingAnSreDoesForATeam() {
    acting("dunlin", HttpMethod.GET, MEMBERS + "?limit=3").expectStatus().isOk();
    acting("dunlin", HttpMethod.POST, "/api/v1/user-matches/p-9/exclude")
        .expectStatus()
        .isForbidden();

    assertThat(log("dunlin"))
        .extracting(
            entry -> entry.get("action"),
            entry -> entry.get("target"),
            entry -> entry.get("outcome"))
        .containsExactly(
            Tuple.tuple("POST /api/v1/user-matches/{personId}/exclude", "personId=p-9", "refused"),
            Tuple.tuple("GET " + MEMBERS, "", "succeeded"));
    assertThat(log("dunlin").getFirst())
        .containsEntry("subject", "sre@platform")
        .containsEntry("homeTeam", "platform")
        .containsEntry("actingFor", true);
  }

  @Test
  void showsATeamItsOwnEntriesToThoseWhoAnswerForIt() {
    for (int change = 0; change < 3; change++) {
      replace("knot", "team_admin").expectStatus().isOk();
    }
    call("knot", "member", HttpMethod.GET, LOG, "").expectStatus().isForbidden();
    assertThat(log("ruff")).isEmpty();

    Map<String, Object> first = page("knot", "?limit=2");
    Map<String, Object> rest = page("knot", "?limit=2&after=" + first.get("next"));
    assertThat(items(first)).hasSize(2);
    assertThat(items(rest)).hasSize(1).doesNotContainAnyElementsOf(items(first));
    assertThat(rest).doesNotContainKey("next");
    call("knot", "team_admin", HttpMethod.GET, LOG + "?after=!", "").expectStatus().isBadRequest();
  }

  @Test
  void forgetsEntriesPastTheirTimeAndNoOthers() {
    replace("godwit", "team_admin").expectStatus().isOk();
    var _ =
        database
            .sql(
                """
                insert into audit_entry (team_id, at, subject, roles, acting_for, action, target, outcome,
                  status, client_address)
                values ('godwit', now() - interval '31 days', 'old', '{}', false, 'x', '', 'succeeded', 200, 'x')
                """)
            .fetch()
            .rowsUpdated()
            .contextWrite(TeamScope.of("godwit"))
            .block(BOUND);
    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(log("godwit"))
                .singleElement()
                .satisfies(entry -> assertThat(entry).containsEntry("status", 200))
                .satisfies(
                    entry -> assertThat(entry).containsEntry("subject", "team_admin@godwit")));
  }

  private static Tuple tuple(String subject, String outcome, int status) {
    return Tuple.tuple(subject, outcome, status, "PUT " + MEMBERS);
  }

  private WebTestClient.ResponseSpec replace(String team, String role) {
    return call(
        team,
        role,
        HttpMethod.PUT,
        MEMBERS + "?note=" + SECRET,
        "{\"members\":[{\"email\":\"" + SECRET + "@x.example\",\"displayName\":\"A\"}]}");
  }

  private WebTestClient.ResponseSpec call(
      String team, String role, HttpMethod method, String uri, String body) {
    return web.method(method)
        .uri(uri)
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer(team, role)))
        .header("X-Forwarded-For", "203.0.113.9, 198.51.100.7")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private WebTestClient.ResponseSpec acting(String team, HttpMethod method, String uri) {
    return web.method(method)
        .uri(uri)
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer("platform", "sre")))
        .header("X-Issuestream-Team", team)
        .exchange();
  }

  private List<Map<String, Object>> log(String team) {
    return items(page(team, ""));
  }

  private Map<String, Object> page(String team, String query) {
    return Objects.requireNonNull(
        call(team, "team_admin", HttpMethod.GET, LOG + query, "")
            .expectStatus()
            .isOk()
            .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
            .returnResult()
            .getResponseBody());
  }

  @SuppressWarnings("unchecked") // JSON objects as Jackson reads them.
  private static List<Map<String, Object>> items(Map<String, Object> page) {
    return (List<Map<String, Object>>) Objects.requireNonNull(page.get("items"));
  }
}

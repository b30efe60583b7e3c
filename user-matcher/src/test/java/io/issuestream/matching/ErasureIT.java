package io.issuestream.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.access.Principal;
import io.issuestream.contracts.erasure.ErasureEvent;
import io.issuestream.contracts.erasure.ErasureReport;
import io.issuestream.contracts.erasure.ErasureReported;
import io.issuestream.contracts.erasure.PersonErased;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.contracts.user.AccountType;
import io.issuestream.contracts.user.JiraUserState;
import io.issuestream.contracts.user.JiraUserUpserted;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.tenancy.TeamScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.json.JsonMapper;

/** Asking for erasures, and what this service erases. The other services are played. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "issuestream.erasure.sweep-every=500ms")
@AutoConfigureWebTestClient(timeout = "30s")
class ErasureIT {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String ERASURES = "/api/v1/operations/user-matcher/erasures";
  private static final TestStack STACK = TestStack.create("matchingerasure");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @Autowired private WebTestClient web;
  @Autowired private DatabaseClient database;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
    Path key = Files.createTempFile("erasure", ".json");
    Files.writeString(key, ErasureKey.fresh());
    registry.add("issuestream.erasure.key-file", key::toString);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  void erasesWhomItKnowsByOneAddressWithEverythingThatIsTheirs() {
    for (String team : List.of("avocet", "bittern")) {
      TOPICS.send(account(team, "p-ada", "acc-ada-000001", "Ada Erase", "ada@erase.example"));
      TOPICS.send(account(team, "p-bob", "acc-bob-000001", "Bob Stay", null));
      imported(team, 2, 0);
      await().atMost(BOUND).until(() -> count(team, "user_match", "member_id is not null") == 2);
    }

    String id = erase("avocet", Map.of("email", "ADA@erase.example"));

    PersonErasureRequested asked = event(PersonErasureRequested.class, "avocet", id);
    assertThat(asked.erasure().personIds()).containsExactly("p-ada");
    assertThat(asked.erasure().memberIds()).hasSize(1);
    assertThat(asked.erasure().marks()).hasSize(3);
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          assertThat(count("avocet", "team_member", "email = 'ada@erase.example'")).isZero();
          assertThat(count("avocet", "jira_account", "person_id = 'p-ada'")).isZero();
          assertThat(count("avocet", "user_match", "person_id = 'p-ada'")).isZero();
          assertThat(
                  count(
                      "avocet",
                      "outbox_state",
                      "convert_from(data, 'UTF8') ilike any(array['%ada erase%', '%ada@%', '%acc-ada%'])"))
              .isZero();
        });
    assertThat(count("avocet", "team_member", "not removed")).isOne();
    assertThat(count("bittern", "team_member", "not removed")).isEqualTo(2);
    assertThat(count("bittern", "jira_account", "true")).isEqualTo(2);
  }

  @Test
  void whatComesLaterDoesNotBringThemBack() {
    TOPICS.send(account("crane", "p-ada", "acc-ada-000001", "Ada Erase", "ada@erase.example"));
    imported("crane", 2, 0);
    String id = erase("crane", Map.of("accountId", "acc-ada-000001", "email", "ada@erase.example"));
    await().atMost(BOUND).until(() -> !reported("crane", id).isEmpty());

    imported("crane", 1, 1);
    TOPICS.send(account("crane", "p-ada", "acc-ada-000001", "Ada Erase", null));
    TOPICS.send(account("crane", "p-new", "acc-new-000001", "Ada Again", "Ada@erase.example"));
    // So many that some come last on each partition.
    for (int i = 0; i < 30; i++) {
      TOPICS.send(account("crane", "p-last-" + i, "acc-last-" + i, "Last", null));
    }

    await()
        .atMost(BOUND)
        .until(() -> count("crane", "jira_account", "display_name = 'Last'") == 30);
    assertThat(count("crane", "jira_account", "person_id in ('p-ada', 'p-new')")).isZero();
    assertThat(count("crane", "team_member", "email ilike 'ada%'")).isZero();
  }

  @Test
  void forgetsWhoItWasOnceEveryServiceHasReported() {
    TOPICS.send(account("dunlin", "p-ada", "acc-ada-000001", "Ada Erase", "ada@erase.example"));
    await().atMost(BOUND).until(() -> count("dunlin", "jira_account", "true") == 1);
    String id = erase("dunlin", Map.of("accountId", "acc-ada-000001"));
    await().atMost(BOUND).until(() -> reported("dunlin", id).contains("user-matcher"));
    assertThat(count("dunlin", "erasure", "request is not null")).isOne();

    Principal.services()
        .map(Principal::principalName)
        .filter(service -> !service.equals("user-matcher"))
        .forEach(service ->
            TOPICS.send(
                new ErasureReported(
                    "dunlin",
                    1,
                    new ErasureReport(id, service, Map.of(), List.of(), 0, Instant.now()))));

    PersonErased done = event(PersonErased.class, "dunlin", id);
    assertThat(done.revision()).isEqualTo(2);
    assertThat(done.erasure().marks()).isNotEmpty();
    assertThat(count("dunlin", "erasure", "request is not null")).isZero();
    assertThat(count("dunlin", "erasure_task", "data is not null")).isZero();
    view("dunlin", id).jsonPath("$.missing").isEmpty().jsonPath("$.reports.length()").isEqualTo(5);
  }

  @Test
  void refusesWhatIsNoRequest() {
    post("egret", ERASURES, Map.of()).expectStatus().isBadRequest();
    post("egret", ERASURES, Map.of("email", "nobody")).expectStatus().isBadRequest();
    sre("egret", "/api/v1/operations/user-matcher/team-erasures", Map.of("team", "heron"))
        .expectStatus()
        .isEqualTo(422);
    assertThat(count("egret", "erasure", "true")).isZero();
  }

  @Test
  void deletesATeamAndSweepsWhatComesLate() {
    TOPICS.send(account("godwit", "p-ada", "acc-ada-000001", "Ada Erase", "ada@erase.example"));
    imported("godwit", 2, 0);
    await().atMost(BOUND).until(() -> count("godwit", "jira_account", "true") == 1);

    sre("godwit", "/api/v1/operations/user-matcher/team-erasures", Map.of("team", "godwit"))
        .expectStatus()
        .isAccepted();
    await().atMost(BOUND).until(() -> count("godwit", "team_member", "true") == 0);
    TOPICS.send(account("godwit", "p-late", "acc-late-00001", "Late", null));
    for (int i = 0; i < 30; i++) {
      TOPICS.send(account("ibis", "p-other-" + i, "acc-other-" + i, "Other", null));
    }

    await().atMost(BOUND).until(() -> count("ibis", "jira_account", "true") == 30);
    await()
        .atMost(BOUND)
        .untilAsserted(() -> {
          assertThat(count("godwit", "jira_account", "true")).isZero();
          assertThat(
                  count("godwit", "outbox_state", "data is not null and topic not like 'team.er%'"))
              .isZero();
        });
  }

  private static JiraUserUpserted account(
      String team, String personId, String account, String name, @Nullable String email) {
    return new JiraUserUpserted(
        team, 1, new JiraUserState(personId, account, name, email, true, AccountType.ATLASSIAN));
  }

  private void imported(String team, int members, int passedOver) {
    web.put()
        .uri("/api/v1/team-members")
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer(team, "team_admin")))
        .contentType(MediaType.parseMediaType("text/csv"))
        .bodyValue(
            "email,displayName,githubLogin\nada@erase.example,Ada Erase,ada-e\nbob@x.example,Bob Stay,\n")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.members")
        .isEqualTo(members)
        .jsonPath("$.passedOver")
        .isEqualTo(passedOver);
  }

  private String erase(String team, Map<String, String> whom) {
    byte[] body =
        post(team, ERASURES, whom)
            .expectStatus()
            .isAccepted()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(body).path("erasureId").asString();
  }

  private ResponseSpec post(String team, String uri, Map<String, String> body) {
    return web.post()
        .uri(uri)
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer(team, "team_admin")))
        .bodyValue(body)
        .exchange();
  }

  private ResponseSpec sre(String team, String uri, Map<String, String> body) {
    return web.post()
        .uri(uri)
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer("operations", "sre")))
        .header("X-Issuestream-Team", team)
        .bodyValue(body)
        .exchange();
  }

  private WebTestClient.BodyContentSpec view(String team, String id) {
    return web.get()
        .uri(ERASURES + "/" + id)
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer(team, "team_admin")))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }

  private static List<String> reported(String team, String id) {
    return TOPICS.latest(ErasureReported.class, team).values().stream()
        .map(ErasureReported::report)
        .filter(report -> report.erasureId().equals(id))
        .map(ErasureReport::service)
        .toList();
  }

  private static <E extends Event & ErasureEvent> E event(Class<E> type, String team, String id) {
    return await()
        .atMost(BOUND)
        .until(() -> TOPICS.latest(type, team).get(id), found -> found != null);
  }

  private long count(String team, String table, String where) {
    return database
        .sql("select count(*) from " + table + " where team_id = $1 and " + where)
        .bind(0, team)
        .mapValue(Long.class)
        .one()
        .contextWrite(TeamScope.of(team))
        .blockOptional(BOUND)
        .orElseThrow();
  }
}

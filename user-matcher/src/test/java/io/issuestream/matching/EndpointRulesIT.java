package io.issuestream.matching;

import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.user.AccountType;
import io.issuestream.contracts.user.JiraUserState;
import io.issuestream.contracts.user.JiraUserUpserted;
import io.issuestream.edge.testing.EndpointRules;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.messaging.deadletter.PlantedLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint of the running service, called as everyone who may and who may not. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "issuestream.edge.limits.anonymous.burst=10000")
@AutoConfigureWebTestClient(timeout = "30s")
class EndpointRulesIT {

  private static final TestStack STACK = TestStack.create("matchingrules");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @Autowired private ApplicationContext service;
  @Autowired private WebTestClient web;

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
  void letsInWhomTheRulesNameAndNobodyElse() {
    web.put()
        .uri("/api/v1/team-members")
        .headers(headers -> headers.setBearerAuth(TestTokens.bearer("plover", "team_admin")))
        .contentType(MediaType.parseMediaType("text/csv"))
        .bodyValue("email,displayName\nana@plover.example,Ana Plover\n")
        .exchange()
        .expectStatus()
        .isOk();
    TOPICS.send(
        new JiraUserUpserted(
            "plover",
            1,
            new JiraUserState(
                "p-own", "account-own", "Own Account", null, true, AccountType.ATLASSIAN)));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            web.get()
                .uri("/api/v1/user-matches")
                .headers(headers -> headers.setBearerAuth(TestTokens.bearer("plover", "member")))
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].personId")
                .isEqualTo("p-own"));

    EndpointRules.of(service)
        .naming("personId", "p-own")
        .naming("letterId", PlantedLetter.in(STACK, Topic.JIRA_USERS, "user-matcher", "plover"))
        .naming("erasureId", erasure())
        .showing("ana@plover.example", "Own Account")
        .check("plover");
  }

  /** Of somebody who is not there. */
  private String erasure() {
    byte[] body =
        web.post()
            .uri("/api/v1/operations/user-matcher/erasures")
            .headers(headers -> headers.setBearerAuth(TestTokens.bearer("plover", "team_admin")))
            .bodyValue(Map.of("accountId", "account-none"))
            .exchange()
            .expectStatus()
            .isAccepted()
            .expectBody()
            .returnResult()
            .getResponseBody();
    return JsonMapper.shared().readTree(body).path("erasureId").asString();
  }
}

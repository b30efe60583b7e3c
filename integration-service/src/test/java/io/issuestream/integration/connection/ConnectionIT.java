package io.issuestream.integration.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.integration.ServiceIT;
import io.issuestream.integration.TopicReader;
import io.issuestream.sandbox.JiraSandbox;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ConnectionIT extends ServiceIT {

  private static final String CONNECTION = "/api/v1/integration/jira/connection";

  @Test
  void connectsCloudWithAnApiToken() {
    connect(admin(), cloud())
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.deployment")
        .isEqualTo("cloud")
        .jsonPath("$.baseUrl")
        .isEqualTo(JIRA.cloudUrl())
        .jsonPath("$.authentication")
        .isEqualTo("api_token")
        .jsonPath("$.account.displayName")
        .isNotEmpty()
        .jsonPath("$.account.timeZone")
        .isEqualTo("America/New_York")
        .jsonPath("$.status")
        .isEqualTo("active");
    as(team, "member")
        .get()
        .uri(CONNECTION)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(body ->
            assertThat(body)
                .contains("\"status\":\"active\"")
                .doesNotContain(JiraSandbox.CLOUD_API_TOKEN, "credential"));
  }

  @Test
  void connectsDataCenterWithATokenAndWithoutOne() {
    connect(admin(), dataCenter()).expectStatus().isCreated();
    connect(
            as(newTeam(), "team_admin"),
            Map.of(
                "deployment", "data_center",
                "baseUrl", JIRA.dataCenterUrl(),
                "authentication", "anonymous"))
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.account.displayName")
        .isEqualTo("Anonymous");
  }

  @Test
  void storesNothingForAWrongToken() {
    connect(admin(), cloud("wrong-token"))
        .expectStatus()
        .isEqualTo(422)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:jira-credentials-rejected")
        .jsonPath("$.detail")
        .value(
            String.class,
            detail -> assertThat(detail).contains("token").doesNotContain("wrong-token"));
    assertNotConnected();
  }

  @Test
  void refusesPrivateTargets() {
    for (String target : new String[] {"https://10.1.2.3", "https://169.254.169.254/jira"}) {
      var request = new HashMap<>(cloud());
      request.put("baseUrl", target);
      connect(admin(), request)
          .expectStatus()
          .isEqualTo(422)
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:issuestream:problem:target-refused");
    }
    assertNotConnected();
  }

  @Test
  void saysWhenTheDeploymentIsTheOtherOne() {
    var request = new HashMap<>(dataCenter());
    request.put("baseUrl", JIRA.cloudUrl());
    connect(admin(), request).expectStatus().isEqualTo(422);
    assertNotConnected();
  }

  @Test
  void announcesTheConnectionAndSealsItsCredentialForTheWorkerAlone()
      throws GeneralSecurityException {
    connect(admin(), cloud()).expectStatus().isCreated();
    try (TopicReader connections = topic(Topic.JIRA_CONNECTIONS);
        TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> connections.of(team, ConnectionEstablished.class).size() == 1);
      await().until(() -> credentials.of(team, TokenRefreshed.class).size() == 1);
      var state = connections.of(team, ConnectionEstablished.class).getFirst().connection();
      assertThat(state.authentication()).isEqualTo(Authentication.API_TOKEN);
      TokenRefreshed sealed = credentials.of(team, TokenRefreshed.class).getFirst();
      String context = team + "/" + state.connectionId() + "/1";
      assertThat(KEYS.open(sealed.ciphertext(), context))
          .contains("\"kind\":\"api_token\"", JiraSandbox.CLOUD_EMAIL, JiraSandbox.CLOUD_API_TOKEN);
      assertThatThrownBy(() -> KEYS.open(sealed.ciphertext(), context.replace("/1", "/2")))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void replacesTheCredentialsOfTheSameSiteAndRefusesAnotherSite() {
    String first = idOf(connect(admin(), dataCenter()).expectStatus().isCreated());
    var anonymous =
        Map.of(
            "deployment", "data_center",
            "baseUrl", JIRA.dataCenterUrl() + "/",
            "authentication", "anonymous");
    assertThat(idOf(connect(admin(), anonymous).expectStatus().isOk())).isEqualTo(first);
    connect(admin(), cloud()).expectStatus().isEqualTo(409);
    // Wrong credentials take nothing away from the connection that works.
    var wrong = new HashMap<>(dataCenter());
    wrong.put("token", "wrong");
    connect(admin(), wrong).expectStatus().isEqualTo(422);
    try (TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await()
          .until(() ->
              credentials.of(team, TokenRefreshed.class).stream()
                  .anyMatch(one -> one.revision() == 2));
    }
    as(team, "member")
        .get()
        .uri(CONNECTION)
        .exchange()
        .expectBody()
        .jsonPath("$.authentication")
        .isEqualTo("anonymous");
  }

  @Test
  void disconnectingRemovesTheCredentialEverywhere() {
    String first = idOf(connect(admin(), cloud()).expectStatus().isCreated());
    try (TopicReader connections = topic(Topic.JIRA_CONNECTIONS);
        TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> credentials.of(team, TokenRefreshed.class).size() == 1);
      admin().delete().uri(CONNECTION).exchange().expectStatus().isNoContent();
      await().until(() -> connections.of(team, ConnectionRevoked.class).size() == 1);
      await().until(() -> credentials.of(team).getLast().event() == null);
      assertNotConnected();
      admin().delete().uri(CONNECTION).exchange().expectStatus().isNotFound();
      // The same site again goes on where it was: consumers see newer revisions only.
      assertThat(idOf(connect(admin(), cloud()).expectStatus().isCreated())).isEqualTo(first);
      await().until(() -> credentials.of(team, TokenRefreshed.class).getLast().revision() == 3);
      await()
          .until(() -> connections.of(team, ConnectionEstablished.class).getLast().revision() == 3);
    }
  }

  @Test
  void tellsHowTheConnectionIs() {
    connect(admin(), cloud()).expectStatus().isCreated();
    as(team, "member")
        .get()
        .uri("/api/v1/integration/jira/health")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("ok")
        .jsonPath("$.token")
        .isEqualTo("valid")
        .jsonPath("$.breaker")
        .isEqualTo("closed");
  }

  @Test
  void letsOnlyTheTeamsAdminChangeIt() {
    connect(web, cloud()).expectStatus().isUnauthorized();
    connect(as(team, "member"), cloud()).expectStatus().isForbidden();
    connect(admin(), cloud()).expectStatus().isCreated();
    as(team, "member").delete().uri(CONNECTION).exchange().expectStatus().isForbidden();
    for (String path : new String[] {CONNECTION, "/api/v1/integration/jira/health"}) {
      as(newTeam(), "team_admin").get().uri(path).exchange().expectStatus().isNotFound();
    }
    as(newTeam(), "team_admin").delete().uri(CONNECTION).exchange().expectStatus().isNotFound();
  }

  @Test
  void answersBadBodiesWithoutRepeatingThem() {
    for (String body :
        new String[] {
          "{\"token\":\"secret-token\",", "[]", "", "{\"token\":{\"secret-token\":1}}", "{}"
        }) {
      admin()
          .post()
          .uri(CONNECTION)
          .contentType(MediaType.APPLICATION_JSON)
          .bodyValue(body)
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectBody(String.class)
          .value(answer -> assertThat(answer).doesNotContain("secret-token"));
    }
    admin()
        .post()
        .uri(CONNECTION)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{\"token\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}")
        .exchange()
        .expectStatus()
        .isEqualTo(413);
    assertNotConnected();
  }

  private void assertNotConnected() {
    admin().get().uri(CONNECTION).exchange().expectStatus().isNotFound();
  }

  private static String idOf(ResponseSpec answer) {
    var view = answer.expectBody(ConnectionView.class).returnResult().getResponseBody();
    assertThat(view).isNotNull();
    return view.connectionId();
  }
}

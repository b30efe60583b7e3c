package io.issuestream.integration.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.integration.ScriptedNames;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.http.HttpsFront;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.DisposableServer;

/** Data Centers as companies run them: in their network, below a path, with their certificates. */
class DataCenterIT extends StrictServiceIT {

  private static final String NAME = "jira.names.test";

  @BeforeAll
  static void lead() {
    ScriptedNames.answer(NAME, ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "personal_access_token, token, " + JiraSandbox.PERSONAL_ACCESS_TOKEN + ", , , admin",
    "basic, password, " + JiraSandbox.PERSONAL_ACCESS_TOKEN + ", username, admin, admin",
    "anonymous, , , , , "
  })
  void connectsBelowAPathWithACertificateOfTheHouse(
      String authentication, String secret, String value, String name, String user, String known)
      throws Exception {
    try (HttpsFront front = front(AUTHORITY, NAME)) {
      var how = new HashMap<>(Map.of("authentication", authentication));
      if (secret != null) {
        how.put(secret, value);
      }
      if (name != null) {
        how.put(name, user);
      }
      connect(url(front) + "/jira/", how)
          .expectStatus()
          .isCreated()
          .expectBody()
          .jsonPath("$.baseUrl")
          .isEqualTo(url(front) + "/jira")
          .jsonPath("$.authentication")
          .isEqualTo(authentication)
          .jsonPath("$.account.displayName")
          .isNotEmpty();
      admin()
          .get()
          .uri("/api/v1/integration/jira/projects")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.stale")
          .isEqualTo(false)
          .jsonPath("$.items[0].projectKey")
          .isEqualTo("P000");
      admin()
          .get()
          .uri("/api/v1/integration/jira/health")
          .exchange()
          .expectBody()
          .jsonPath("$.token")
          .isEqualTo(known == null ? "none" : "valid");
    }
  }

  @Test
  void refusesACertificateOfAnotherHouse() throws Exception {
    try (HttpsFront front = front(authority("CN=Another house"), NAME)) {
      assertNotTrusted(front);
    }
  }

  @Test
  void refusesACertificateForAnotherName() throws Exception {
    try (HttpsFront front = front(AUTHORITY, "wiki.names.test")) {
      assertNotTrusted(front);
    }
  }

  private void assertNotTrusted(HttpsFront front) {
    connect(url(front) + "/jira", Map.of())
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:jira-certificate-not-trusted")
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("trusted-authorities"));
    assertNotConnected();
  }

  @Test
  void saysThatThereIsNoJiraAtTheRootOfTheHost() throws Exception {
    try (HttpsFront front = front(AUTHORITY, NAME)) {
      connect(url(front), Map.of())
          .expectStatus()
          .isEqualTo(422)
          .expectBody()
          .jsonPath("$.detail")
          .value(String.class, detail -> assertThat(detail).contains("Check Jira's address"));
      assertNotConnected();
    }
  }

  /**
   * Jira says 404, or even 200 with nothing in it, where it means that it knows no such session.
   */
  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 404})
  void takesAnAnswerToNobodyForARefusedToken(int status) {
    DisposableServer jira = listen(ALLOWED, 0, new PlainJira(status, "anonymous"));
    try {
      connect("http://" + ALLOWED + ":" + jira.port(), Map.of())
          .expectStatus()
          .isEqualTo(422)
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:issuestream:problem:jira-credentials-rejected");
      assertNotConnected();
    } finally {
      jira.disposeNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"personal_access_token", "basic"})
  void storesNothingForWrongCredentials(String authentication) throws Exception {
    try (HttpsFront front = front(AUTHORITY, NAME)) {
      connect(
              url(front) + "/jira",
              Map.of(
                  "authentication", authentication,
                  "token", "wrong-secret",
                  "username", "admin",
                  "password", "wrong-secret"))
          .expectStatus()
          .isEqualTo(422)
          .expectBody(String.class)
          .value(body ->
              assertThat(body)
                  .contains("jira-credentials-rejected")
                  .doesNotContain("wrong-secret"));
      assertNotConnected();
    }
  }

  private static HttpsFront front(X509Bundle authority, String name) throws Exception {
    X509Bundle shown =
        new CertificateBuilder()
            .subject("CN=jira")
            .ecp256()
            .addSanDnsName(name)
            .buildIssuedBy(authority);
    return HttpsFront.open(
        ALLOWED,
        "/jira",
        URI.create(JIRA.dataCenterUrl()),
        SslContextBuilder.forServer(shown.toKeyManagerFactory()).build());
  }

  private static String url(HttpsFront front) {
    return "https://" + NAME + ":" + front.port();
  }
}

package io.issuestream.edge;

import io.issuestream.edge.testing.TestTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Named origins' pages may call; no others. */
@SpringBootTest(
    classes = EdgeTests.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=cors-tests",
      "spring.config.import=classpath:edge-defaults.yaml",
      "issuestream.edge.proxies=1",
      "issuestream.edge.allowed-origins=https://dashboards.example"
    })
@AutoConfigureWebTestClient
class CorsTests {

  @Autowired private WebTestClient web;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestTokens.register(registry::add);
  }

  @Test
  void opensToTheNamedOrigin() {
    preflight("https://dashboards.example")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Access-Control-Allow-Origin", "https://dashboards.example")
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Credentials");
    web.get()
        .uri("/api/v1/things")
        .header("Origin", "https://dashboards.example")
        .header("Authorization", "Bearer " + TestTokens.bearer("alpha", "member"))
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Access-Control-Allow-Origin", "https://dashboards.example");
  }

  @Test
  void staysClosedToOthers() {
    preflight("https://dashboards.example.evil.test")
        .expectStatus()
        .isForbidden()
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin");
    preflight("null").expectStatus().isForbidden();
  }

  @Test
  void pinsHttpsWhereACallerCameByIt() {
    web.get()
        .uri("/api/v1/things")
        .header("X-Forwarded-Proto", "https")
        .exchange()
        .expectHeader()
        .valueEquals("Strict-Transport-Security", "max-age=31536000");
  }

  private WebTestClient.ResponseSpec preflight(String origin) {
    return web.method(HttpMethod.OPTIONS)
        .uri("/api/v1/things")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,x-issuestream-team")
        .exchange();
  }
}

package io.issuestream.edge;

import io.issuestream.edge.testing.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@SpringBootTest(
    classes = EdgeTests.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "spring.application.name=edge-tests")
@AutoConfigureWebTestClient
class EdgeTests {

  @Autowired private WebTestClient web;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestTokens.register(registry::add);
  }

  @Test
  void tellsTheCallersTeam() {
    read(TestTokens.bearer("alpha", "member"))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.team")
        .isEqualTo("alpha");
  }

  @Test
  void asksForATokenWhereThereIsNone() {
    web.get()
        .uri("/api/v1/things")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:unauthorized");
  }

  @Test
  void refusesAnExpiredToken() {
    var claims =
        TestTokens.claims("alpha", "member")
            .expirationTime(Date.from(Instant.now().minusSeconds(120)));
    read(TestTokens.sign(claims.build())).expectStatus().isUnauthorized();
  }

  @Test
  void refusesAnotherAudienceAndAnotherIssuer() {
    read(TestTokens.sign(TestTokens.claims("alpha", "member").audience("other").build()))
        .expectStatus()
        .isUnauthorized();
    read(TestTokens.sign(TestTokens.claims("alpha", "member").issuer("http://other.test").build()))
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void refusesATokenWithoutATeamOrARole() {
    read(TestTokens.sign(TestTokens.claims("alpha", "member").claim("team", null).build()))
        .expectStatus()
        .isForbidden();
    read(TestTokens.bearer("alpha", "visitor")).expectStatus().isForbidden();
    read(TestTokens.bearer("../beta", "member")).expectStatus().isForbidden();
  }

  @Test
  void letsOnlyATeamAdminChange() {
    write(TestTokens.bearer("alpha", "member"), "{}").expectStatus().isForbidden();
    write(TestTokens.bearer("alpha", "team_admin"), "{\"name\":\"x\"}").expectStatus().isOk();
  }

  @Test
  void saysWhatIsWrongWithABody() {
    write(TestTokens.bearer("alpha", "team_admin"), "{ not json")
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("The body is not the JSON this endpoint expects.");
  }

  @Test
  void leaksNothingOfAFailure() {
    web.get()
        .uri("/api/v1/failing")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer("alpha", "member"))
        .exchange()
        .expectStatus()
        .is5xxServerError()
        .expectBody(String.class)
        .value(body ->
            org.assertj.core.api.Assertions.assertThat(body)
                .doesNotContain("secret detail", "Exception"));
  }

  @Test
  void answersUnknownPathsAndUnlistedOnes() {
    web.get()
        .uri("/api/v1/nothing")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer("alpha", "member"))
        .exchange()
        .expectStatus()
        .isNotFound();
    web.get()
        .uri("/elsewhere")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer("alpha", "team_admin"))
        .exchange()
        .expectStatus()
        .isForbidden();
  }

  @Test
  void goesOnReadingAConnectionWhoseAnswersOtherThreadsFinish() {
    String token = TestTokens.bearer("alpha", "member");
    for (int round = 0; round < 200; round++) {
      web.get()
          .uri("/api/v1/elsewhere")
          .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody(String.class)
          .isEqualTo("done");
      web.get().uri("/api/v1/things").exchange().expectStatus().isUnauthorized();
    }
  }

  private WebTestClient.ResponseSpec read(String token) {
    return web.get()
        .uri("/api/v1/things")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .exchange();
  }

  private WebTestClient.ResponseSpec write(String token, String body) {
    return web.post()
        .uri("/api/v1/things")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  @SpringBootApplication
  @Import(Things.class)
  static class Application {}

  @RestController
  static class Things {

    @GetMapping("/api/v1/things")
    Mono<Map<String, String>> read(Caller caller) {
      return Mono.just(Map.of("team", caller.team()));
    }

    @PostMapping("/api/v1/things")
    Mono<Map<String, Object>> write(Caller caller, @RequestBody Map<String, Object> body) {
      return Mono.just(body);
    }

    @GetMapping("/api/v1/elsewhere")
    Mono<String> elsewhere() {
      return Mono.fromSupplier(() -> "done").subscribeOn(Schedulers.boundedElastic());
    }

    @GetMapping("/api/v1/failing")
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("secret detail"));
    }
  }
}

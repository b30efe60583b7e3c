package io.issuestream.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.edge.testing.TestTokens;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@SpringBootTest(
    classes = EdgeTests.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=edge-tests",
      "spring.config.import=classpath:edge-defaults.yaml",
      "issuestream.edge.limits.anonymous.burst=1000"
    })
@AutoConfigureWebTestClient
class EdgeTests {

  @Autowired private WebTestClient web;
  @LocalServerPort private int port;

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
  void refusesEverySpoiledTokenAndSaysSo() {
    TestTokens.spoiled("alpha", "team_admin")
        .forEach((spoiled, token) ->
            read(token)
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals(
                    "WWW-Authenticate", "Bearer realm=\"issuestream\", error=\"invalid_token\"")
                .expectBody(String.class)
                .value(body ->
                    assertThat(body).as(spoiled).contains("not valid").doesNotContain(token)));
  }

  @Test
  void takesNoTokenFromTheAddress() {
    web.get()
        .uri("/api/v1/things?access_token=" + TestTokens.bearer("alpha", "member"))
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueEquals("WWW-Authenticate", "Bearer realm=\"issuestream\"");
  }

  @Test
  void letsAnSreActForTheTeamItNames() {
    String token = TestTokens.bearer("platform", "sre");
    read(token)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:team-required");
    acting(HttpMethod.GET, "/api/v1/things", token)
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.team")
        .isEqualTo("beta");
    acting(HttpMethod.POST, "/api/v1/things/resync", token).expectStatus().isOk();
    acting(HttpMethod.POST, "/api/v1/things", token).expectStatus().isForbidden();
    acting(HttpMethod.GET, "/api/v1/things", TestTokens.bearer("alpha", "team_admin"))
        .expectStatus()
        .isForbidden();
  }

  @Test
  void letsOnlyWhomAnEndpointNamesRead() {
    String uri = "/api/v1/things/log";
    for (String role : List.of("team_admin", "sre")) {
      acting(HttpMethod.GET, uri, TestTokens.bearer("beta", role)).expectStatus().isOk();
    }
    acting(HttpMethod.GET, uri, TestTokens.bearer("beta", "member")).expectStatus().isForbidden();
  }

  @Test
  void putsItsHeadersOnEveryAnswer() {
    String good = TestTokens.bearer("alpha", "member");
    for (String token : List.of(good, "bad")) {
      for (String path :
          List.of("/api/v1/things", "/api/v1/nothing", "/api/v1/failing", "/x", "/a%2Fb")) {
        HttpHeaders headers =
            web.get()
                .uri(exactly(path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .header("Origin", "https://elsewhere.example")
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders();
        assertThat(headers.getFirst("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        assertThat(headers.getFirst("Content-Security-Policy"))
            .as(path)
            .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(headers.getFirst("Referrer-Policy")).as(path).isEqualTo("no-referrer");
        assertThat(headers.getCacheControl()).as(path).isEqualTo("no-store");
        assertThat(headers.headerNames())
            .as(path)
            .doesNotContain(
                "Server",
                "Strict-Transport-Security",
                "Access-Control-Allow-Origin",
                "X-Powered-By");
      }
    }
  }

  @Test
  void answersNoOtherOriginsPage() {
    web.options()
        .uri("/api/v1/things")
        .header("Origin", "https://elsewhere.example")
        .header("Access-Control-Request-Method", "GET")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin");
  }

  @Test
  void answersWhatFitsNoEndpointAsProblems() {
    String token = TestTokens.bearer("alpha", "team_admin");
    problem(HttpMethod.DELETE, "/api/v1/things", token, 405);
    problem(HttpMethod.GET, "/api/v1/nothing", token, 404);
    problem(HttpMethod.GET, "/api/v1/things%2Fmore", token, 400);
    problem(HttpMethod.GET, "/api/v1//things", token, 400);
    web.post()
        .uri("/api/v1/things")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .contentType(MediaType.TEXT_PLAIN)
        .bodyValue("x")
        .exchange()
        .expectStatus()
        .isEqualTo(415)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  /** As it is written, without encoding it again. */
  private URI exactly(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private void problem(HttpMethod method, String path, String token, int status) {
    web.method(method)
        .uri(exactly(path))
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .exchange()
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody(String.class)
        .value(body ->
            assertThat(body)
                .contains("urn:issuestream:problem:")
                .doesNotContain("Exception", "org.springframework", token));
  }

  private WebTestClient.ResponseSpec acting(HttpMethod method, String uri, String token) {
    return web.method(method)
        .uri(uri)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .header("X-Issuestream-Team", "beta")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{}")
        .exchange();
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
        .value(body -> assertThat(body).doesNotContain("secret detail", "Exception"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"away", "full", "readonly"})
  void asksToComeAgainWhereTheDatabaseIsAwayOrItsPoolIsFull(String how) {
    web.get()
        .uri("/api/v1/stored?how=" + how)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer("alpha", "member"))
        .exchange()
        .expectStatus()
        .isEqualTo(503)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody(String.class)
        .value(body ->
            assertThat(body)
                .contains("urn:issuestream:problem:unavailable", "try again")
                .doesNotContain("database.example"));
  }

  @Test
  void ownsUpToWhatIsNotTheDatabasesDoing() {
    web.get()
        .uri("/api/v1/stored?how=ours")
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + TestTokens.bearer("alpha", "member"))
        .exchange()
        .expectStatus()
        .isEqualTo(500);
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

  // Not looked for: the audit log belongs to services with a database.
  @SpringBootConfiguration
  @EnableAutoConfiguration(exclude = R2dbcAutoConfiguration.class)
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

    @PostMapping("/api/v1/things/resync")
    @MayCall({Role.TEAM_ADMIN, Role.SRE})
    Mono<Void> resync(Caller caller) {
      return Mono.empty();
    }

    @GetMapping("/api/v1/things/log")
    @MayCall({Role.TEAM_ADMIN, Role.SRE})
    Mono<String> log(Caller caller) {
      return Mono.just("log");
    }

    @GetMapping("/api/v1/elsewhere")
    Mono<String> elsewhere() {
      return Mono.fromSupplier(() -> "done").subscribeOn(Schedulers.boundedElastic());
    }

    @GetMapping("/api/v1/stored")
    Mono<String> stored(@RequestParam String how) {
      return Mono.error(
          switch (how) {
            case "full" ->
                new CannotCreateTransactionException(
                    "No transaction", new R2dbcTimeoutException("Pool of database.example"));
            case "readonly" -> lasting("25006");
            case "ours" -> lasting("0A000");
            default -> new DataAccessResourceFailureException("database.example: refused");
          });
    }

    private static Throwable lasting(String sqlState) {
      return new DataAccessResourceFailureException(
          "database.example", new R2dbcNonTransientResourceException("no", sqlState));
    }

    @GetMapping("/api/v1/failing")
    Mono<String> fail() {
      return Mono.error(new IllegalStateException("secret detail"));
    }
  }
}

package io.issuestream.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.edge.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How much the edge takes, of bytes and of requests; and whose address it believes. */
@SpringBootTest(
    classes = LimitsTests.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.application.name=limits-tests",
      "spring.config.import=classpath:edge-defaults.yaml",
      "server.forward-headers-strategy=framework",
      "issuestream.edge.proxies=1",
      "issuestream.edge.limits.standard.per-second=1",
      "issuestream.edge.limits.standard.burst=3",
      "issuestream.edge.limits.anonymous.per-second=1",
      "issuestream.edge.limits.anonymous.burst=2",
      "issuestream.edge.limits.classes.large.per-second=1",
      "issuestream.edge.limits.classes.large.burst=50",
      "issuestream.edge.limits.teams.whale=large"
    })
@AutoConfigureWebTestClient
class LimitsTests {

  private static final int MEGABYTE = 1024 * 1024;

  @Autowired private WebTestClient web;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestTokens.register(registry::add);
  }

  @Test
  void tellsATeamThatAsksTooMuchWhenToComeBackAndNoOtherTeam() {
    for (int request = 3; request > 0; request--) {
      read("busy", "member", "192.0.2.1")
          .expectStatus()
          .isOk()
          .expectHeader()
          .valueEquals("RateLimit-Limit", "3");
    }
    read("busy", "team_admin", "192.0.2.2")
        .expectStatus()
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
        .expectHeader()
        .valueEquals("Retry-After", "1")
        .expectHeader()
        .valueEquals("RateLimit-Remaining", "0")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:too-many-requests")
        .jsonPath("$.detail")
        .isEqualTo("Too many requests from this team; try again in 1 s.");
    read("calm", "member", "192.0.2.1").expectStatus().isOk();
    as("busy-sre", "sre", "192.0.2.1")
        .get()
        .uri("/api/v1/things")
        .header(Caller.TEAM_HEADER, "busy")
        .exchange()
        .expectStatus()
        .isOk();
  }

  @Test
  void givesATeamTheRateOfItsClass() {
    IntStream.range(0, 20).forEach(n -> read("whale", "member", "192.0.2.1").expectStatus().isOk());
  }

  @Test
  void limitsStrangersByTheAddressTheOutermostProxyOfOursSaw() {
    for (String claimed : new String[] {"203.0.113.1", "203.0.113.2"}) {
      anonymous(claimed + ", 198.51.100.7").expectStatus().isUnauthorized();
    }
    anonymous("203.0.113.3, 198.51.100.7")
        .expectStatus()
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
        .expectHeader()
        .exists("Retry-After");
    anonymous("198.51.100.8").expectStatus().isUnauthorized();
    read("neighbour", "member", "198.51.100.7").expectStatus().isOk();
  }

  @Test
  void limitsBadTokensAsItDoesNone() {
    for (int request = 0; request < 2; request++) {
      with("bad", "198.51.100.9")
          .get()
          .uri("/api/v1/things")
          .exchange()
          .expectStatus()
          .isUnauthorized();
    }
    with("bad", "198.51.100.9")
        .get()
        .uri("/api/v1/things")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
  }

  @Test
  void neverTurnsProbesAway() {
    IntStream.range(0, 20)
        .forEach(n ->
            web.get()
                .uri("/actuator/health")
                .header("X-Forwarded-For", "198.51.100.10")
                .exchange()
                .expectStatus()
                .isOk());
  }

  @Test
  void refusesALargeBodyByItsLength() {
    tooLarge(post("/api/v1/things", "sized", new byte[MEGABYTE + 1]));
    post("/api/v1/things", "sized", json(MEGABYTE / 2)).expectStatus().isOk();
  }

  @Test
  void refusesALargeBodyThatTellsNoLength() {
    tooLarge(
        as("streamed", "team_admin", "192.0.2.3")
            .post()
            .uri("/api/v1/things")
            .contentType(MediaType.APPLICATION_JSON)
            .body(pieces(32), DataBuffer.class)
            .exchange());
  }

  @Test
  void takesLargeDeliveriesAndRefusesLargerOnes() {
    deliver(10).expectStatus().isOk().expectBody(String.class).isEqualTo("10485760");
    tooLarge(deliver(26));
    // Not a source of deliveries: nothing of it is read.
    web.post()
        .uri("/api/v1/webhooks/elsewhere/1")
        .body(pieces(32), DataBuffer.class)
        .exchange()
        .expectStatus()
        .isUnauthorized();
  }

  @Test
  void refusesLongAddressesAndHeaders() {
    as("long", "member", "192.0.2.1")
        .get()
        .uri("/api/v1/things?x=" + "x".repeat(9_000))
        .exchange()
        .expectStatus()
        .is4xxClientError();
    as("long", "member", "192.0.2.1")
        .get()
        .uri("/api/v1/things")
        .header("X-Long", "x".repeat(20_000))
        .exchange()
        .expectStatus()
        .is4xxClientError();
  }

  private ResponseSpec deliver(int megabytes) {
    return web.post()
        .uri("/api/v1/webhooks/github/1")
        .header("X-Forwarded-For", "192.0.2.4")
        .body(pieces(megabytes * 16), DataBuffer.class)
        .exchange();
  }

  /** Pieces of 64 KB. */
  private static Flux<DataBuffer> pieces(int count) {
    byte[] piece = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    return Flux.range(0, count).map(n -> DefaultDataBufferFactory.sharedInstance.wrap(piece));
  }

  private ResponseSpec post(String path, String team, byte[] body) {
    return as(team, "team_admin", "192.0.2.5")
        .method(HttpMethod.POST)
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static byte[] json(int size) {
    return ("{\"x\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static void tooLarge(ResponseSpec answer) {
    answer
        .expectStatus()
        .isEqualTo(HttpStatus.CONTENT_TOO_LARGE)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:too-large");
  }

  private ResponseSpec anonymous(String forwarded) {
    return web.get().uri("/api/v1/things").header("X-Forwarded-For", forwarded).exchange();
  }

  private ResponseSpec read(String team, String role, String address) {
    return as(team, role, address).get().uri("/api/v1/things").exchange();
  }

  private WebTestClient as(String team, String role, String address) {
    return with(TestTokens.bearer(team, role), address);
  }

  private WebTestClient with(String token, String address) {
    assertThat(address).isNotBlank();
    return web.mutate()
        .defaultHeader("Authorization", "Bearer " + token)
        .defaultHeader("X-Forwarded-For", address)
        .build();
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
    Mono<Integer> write(Caller caller, @RequestBody Map<String, Object> body) {
      return Mono.just(body.size());
    }

    @PostMapping("/api/v1/webhooks/github/{hookId}")
    Mono<String> take(@PathVariable String hookId, ServerHttpRequest request) {
      return request
          .getBody()
          .map(piece -> {
            int size = piece.readableByteCount();
            DataBufferUtils.release(piece);
            return size;
          })
          .reduce(0, Integer::sum)
          .map(String::valueOf);
    }
  }
}

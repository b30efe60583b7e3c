package io.issuestream.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.issuestream.embedded.Ports;
import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.issuer.IssuerKey;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.issuer.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class FrontDoorTests {
  private static final long LIMIT = 1024 * 1024;

  @TempDir Path keys;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Sinks.Many<String> events = Sinks.many().unicast().onBackpressureBuffer();
  private DisposableServer upstream = null;
  private FrontDoor door = null;

  @BeforeEach
  void start() {
    upstream =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                routes
                    // Answers once it has the whole body.
                    .post(
                        "/api/v1/issues/collect",
                        (request, response) ->
                            request.receive().then().then(response.status(200).send()))
                    .post(
                        "/api/v1/issues/echo",
                        (request, response) ->
                            response
                                .status(201)
                                .header("X-Seen-Host", request.requestHeaders().get("Host"))
                                .header(
                                    "X-Seen-For", request.requestHeaders().get("X-Forwarded-For"))
                                .send(request.receive().retain()))
                    .get(
                        "/api/v1/issues/query",
                        (request, response) -> response.sendString(Mono.just(request.uri())))
                    .get(
                        "/api/v1/issues/stream",
                        (request, response) ->
                            response
                                .sse()
                                .sendString(
                                    events.asFlux().map(event -> "data:" + event + "\n\n"))))
            .bindNow();
    int nobody = Ports.free(1).getFirst();
    List<Route> routes =
        List.of(
            new Route("/api/v1/issues", "sync-worker", upstream.port(), LIMIT),
            new Route("/api/v1/metrics", "metrics-service", nobody, LIMIT));
    door = FrontDoor.start(0, routes, Tokens.behind(IssuerKey.in(keys), 8080));
  }

  @AfterEach
  void stop() {
    door.close();
    upstream.disposeNow();
  }

  @Test
  void passesBodiesBothWaysAndTellsWhoAsked() throws Exception {
    String body = "x".repeat(700_000);

    HttpResponse<String> answer =
        send(request("/api/v1/issues/echo").POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("X-Seen-Host")).contains("127.0.0.1:" + door.port());
    assertThat(answer.headers().firstValue("X-Seen-For")).contains("127.0.0.1");
  }

  @Test
  void passesTheQueryOnAsItIs() throws Exception {
    assertThat(get("/api/v1/issues/query?q=a%2Fb&x=1").body())
        .isEqualTo("/api/v1/issues/query?q=a%2Fb&x=1");
  }

  @Test
  void passesEachEventOfAStreamOnWhenItHappens() throws Exception {
    HttpResponse<Stream<String>> answer =
        client.send(request("/api/v1/issues/stream").build(), BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
      Iterator<String> line = lines.filter(text -> !text.isEmpty()).iterator();
      assertThat(events.tryEmitNext("one")).isEqualTo(Sinks.EmitResult.OK);
      assertThat(line.next()).isEqualTo("data:one");
      assertThat(events.tryEmitNext("two")).isEqualTo(Sinks.EmitResult.OK);
      assertThat(line.next()).isEqualTo("data:two");
      assertThat(events.tryEmitComplete()).isEqualTo(Sinks.EmitResult.OK);
    }
  }

  @Test
  void namesTheServiceThatIsDown() throws Exception {
    HttpResponse<String> answer = get("/api/v1/metrics/velocity");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body())
        .contains("urn:issuestream:problem:service-down")
        .contains("The metrics-service does not answer");
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() throws Exception {
    byte[] body = new byte[(int) LIMIT + 1];

    HttpResponse<String> answer =
        send(request("/api/v1/issues/echo").POST(BodyPublishers.ofByteArray(body)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("urn:issuestream:problem:too-large").contains("1 MB");
  }

  @Test
  void passesNoMoreThanTheLimitOfABodyOfUnknownLength() throws Exception {
    byte[] piece = new byte[64 * 1024];
    Arrays.fill(piece, (byte) 'x');
    Flux<byte[]> pieces = Flux.range(0, 40).map(i -> piece);

    var answer =
        reactor.netty.http.client.HttpClient.create()
            .post()
            .uri("http://127.0.0.1:" + door.port() + "/api/v1/issues/collect")
            .send((request, out) -> out.sendByteArray(pieces))
            .responseSingle((response, body) -> Mono.just(response.status().code()))
            .block(Duration.ofSeconds(20));

    assertThat(answer).isEqualTo(413);
  }

  @Test
  void servesNothingElse() throws Exception {
    for (String path : List.of("/", "/actuator/health", "/api/v1/issuesX", "/api/v2/issues")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    for (String path :
        List.of("/api/v1/issues/%2e%2e/x", "/api/v1/issues//x", "/api/v1/issues;a/x")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(400);
    }
  }

  @Test
  void letsServicesCheckTheTokensItsIssuerSigned() throws Exception {
    String token =
        Tokens.behind(IssuerKey.in(keys), 8080)
            .issue("ann", "blue", TokenRole.SRE, Duration.ofMinutes(1));
    var processor = new DefaultJWTProcessor<>();
    var source =
        JWKSourceBuilder.create(
                URI.create("http://127.0.0.1:" + door.port() + "/issuer/jwks.json").toURL(),
                new DefaultResourceRetriever(20_000, 20_000))
            .build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, source));

    JWTClaimsSet claims = processor.process(token, null);

    assertThat(claims.getClaim("team")).isEqualTo("blue");
    assertThat(get("/issuer/.well-known/openid-configuration").body())
        .contains("\"jwks_uri\":\"http://localhost:8080/issuer/jwks.json\"");
  }

  @Test
  void saysThatItsPortIsInUse() {
    assertThatExceptionOfType(ServerDidNotStart.class)
        .isThrownBy(
            () -> FrontDoor.start(door.port(), List.of(), Tokens.behind(IssuerKey.in(keys), 1)))
        .withMessage("The front door cannot listen on port " + door.port() + ": it is in use.");
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
        .timeout(Duration.ofSeconds(20));
  }
}

package io.issuestream.local.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.embedded.Ports;
import io.issuestream.local.issuer.IssuerKey;
import io.issuestream.local.issuer.Tokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

class UpstreamsTests {
  @TempDir Path keys;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger asked = new AtomicInteger();
  private final DisposableServer good =
      server((request, response) ->
          request
              .receive()
              .aggregate()
              .asString()
              .defaultIfEmpty("")
              .flatMap(body -> response.sendString(Mono.just("good " + body)).then()));
  private DisposableServer bad = good;
  private FrontDoor door = null;

  private interface Answering {
    Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);
  }

  @AfterEach
  void stop() {
    if (door != null) {
      door.close();
    }
    bad.disposeNow();
    good.disposeNow();
  }

  @Test
  void asksAnotherReplicaWhereNobodyListensWhateverTheMethod() throws Exception {
    open(Ports.free(1).getFirst());
    for (int i = 0; i < 6; i++) {
      assertThat(get().body()).isEqualTo("good ");
      assertThat(post("text").body()).isEqualTo("good text");
    }
  }

  @Test
  void asksAnotherReplicaForWhatMayBeAskedTwiceOnly() throws Exception {
    bad =
        server((request, response) -> {
          asked.incrementAndGet();
          return response.status(503).send();
        });
    open(bad.port());
    for (int i = 0; i < 4; i++) {
      assertThat(get().statusCode()).isEqualTo(200);
    }
    assertThat(asked).hasPositiveValue();
  }

  @Test
  void doesNotRepeatAChangeOfWhichNobodyKnowsWhetherItWasMade() throws Exception {
    bad =
        server((request, response) -> {
          asked.incrementAndGet();
          request.withConnection(DisposableChannel::dispose);
          return Mono.never();
        });
    open(bad.port(), bad.port());
    assertThat(post("text").statusCode()).isEqualTo(502);
    assertThat(asked).hasValue(1);
  }

  @Test
  void passesOverAReplicaThatTakesConnectionsAndSaysNothing() throws Exception {
    bad = server((request, response) -> Mono.never());
    open(bad.port());
    assertThat(get().body()).isEqualTo("good ");
    assertThat(get().body()).isEqualTo("good ");
  }

  private void open(int other) {
    open(other, good.port());
  }

  private void open(int one, int other) {
    Route route = new Route("/api/v1/issues", "sync-worker", List.of(one, other), 1024);
    door = FrontDoor.start(0, List.of(route), Tokens.behind(IssuerKey.in(keys), 8080));
  }

  private static DisposableServer server(Answering answering) {
    return HttpServer.create()
        .host("127.0.0.1")
        .port(0)
        .handle((request, response) ->
            request.uri().startsWith("/actuator")
                ? response.status(200).send()
                : answering.answer(request, response))
        .bindNow();
  }

  private HttpResponse<String> get() throws Exception {
    return client.send(request().GET().build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return client.send(
        request().POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + door.port() + "/api/v1/issues/one"))
        .timeout(Duration.ofSeconds(20));
  }
}

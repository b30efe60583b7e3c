package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A Jira that sends us elsewhere is not followed: nobody has checked where that leads. */
class RedirectTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicInteger reached = new AtomicInteger();
  private final DisposableServer inside =
      serve((request, response) -> {
        reached.incrementAndGet();
        return response.sendString(Mono.just("secret of the inside"));
      });

  @AfterEach
  void close() {
    inside.disposeNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void isNotFollowed(int status) {
    DisposableServer jira =
        serve((request, response) ->
            response
                .status(status)
                .header("Location", "http://127.0.0.1:" + inside.port() + "/")
                .send());
    try {
      assertThat(status(JiraClients.httpClient(), jira)).isEqualTo(status);
      assertThat(reached).hasValue(0);
    } finally {
      jira.disposeNow();
    }
  }

  /** Otherwise the test above would pass for a redirect that leads nowhere. */
  @Test
  void wouldHaveLedInside() {
    DisposableServer jira =
        serve((request, response) ->
            response.sendRedirect("http://127.0.0.1:" + inside.port() + "/"));
    try {
      assertThat(status(JiraClients.httpClient().followRedirect(true), jira)).isEqualTo(200);
      assertThat(reached).hasValue(1);
    } finally {
      jira.disposeNow();
    }
  }

  private static Integer status(HttpClient client, DisposableServer server) {
    return client
        .get()
        .uri("http://127.0.0.1:" + server.port() + "/rest/api/3/serverInfo")
        .response()
        .map(response -> response.status().code())
        .blockOptional(LIMIT)
        .orElseThrow();
  }

  private interface Handler {
    Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response);
  }

  private static DisposableServer serve(Handler handler) {
    return HttpServer.create().host("127.0.0.1").port(0).handle(handler::answer).bindNow();
  }
}

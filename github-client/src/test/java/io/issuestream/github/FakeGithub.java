package io.issuestream.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A tiny HTTP server that answers as a test says and remembers what it was asked, and when. */
final class FakeGithub implements AutoCloseable {

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final DisposableServer server;
  private volatile Function<Asked, Reply> answering = _ -> Reply.of(200, "{}");

  FakeGithub() {
    this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow();
  }

  void answers(Function<Asked, Reply> way) {
    this.answering = way;
  }

  /** Answers one after the other; the last one for all that follow. */
  void answersInTurn(Reply... replies) {
    AtomicInteger next = new AtomicInteger();
    answers(_ -> replies[Math.min(next.getAndIncrement(), replies.length - 1)]);
  }

  List<Asked> asked() {
    return asked;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.port() + "/api");
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    Map<String, String> headers = new HashMap<>();
    request
        .requestHeaders()
        .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
    Asked question = new Asked(System.nanoTime(), request.method().name(), request.uri(), headers);
    asked.add(question);
    Reply reply = answering.apply(question);
    if (reply.hangs) {
      return Mono.never();
    }
    response.status(reply.status);
    reply.headers.forEach(response::header);
    return response.sendByteArray(Mono.just(reply.body));
  }

  /** A request as it arrived. */
  record Asked(long nanos, String method, String uri, Map<String, String> headers) {}

  /** An answer to give. */
  record Reply(int status, Map<String, String> headers, byte[] body, boolean hangs) {

    static Reply of(int status, String json) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json; charset=utf-8"),
          json.getBytes(UTF_8),
          false);
    }

    static Reply silence() {
      return new Reply(200, Map.of(), new byte[0], true);
    }

    Reply with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body, hangs);
    }
  }
}

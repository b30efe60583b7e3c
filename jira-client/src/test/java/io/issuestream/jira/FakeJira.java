package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A tiny HTTP server that answers as a test says and remembers what it was asked, and when. */
final class FakeJira implements AutoCloseable {

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final DisposableServer server;
  private volatile Function<Asked, Reply> answering = _ -> Reply.json("{}");

  FakeJira() {
    this.server =
        HttpServer.create().host("127.0.0.1").port(0).compress(true).handle(this::handle).bindNow();
  }

  /** Answers every request this way. */
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
    return URI.create("http://127.0.0.1:" + server.port() + "/context");
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    long at = System.nanoTime();
    return request
        .receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(body -> {
          Map<String, String> headers = new HashMap<>();
          request
              .requestHeaders()
              .forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
          Asked question = new Asked(at, request.method().name(), request.uri(), headers, body);
          asked.add(question);
          return send(answering.apply(question), response);
        });
  }

  private static Mono<Void> send(Reply reply, HttpServerResponse response) {
    response.status(reply.status);
    reply.headers.forEach(response::header);
    if (reply.hangs && reply.body.length > 0) {
      return response
          .sendByteArray(Flux.interval(Duration.ofMillis(20)).map(_ -> reply.body))
          .then();
    }
    if (reply.hangs) {
      return Mono.never();
    }
    if (reply.cutTo != null) {
      response.header("Content-Length", Integer.toString(reply.body.length));
      // Else the server packs the answer and ends it properly.
      response.header("Content-Encoding", "identity");
      return response
          .sendByteArray(Mono.just(Arrays.copyOf(reply.body, reply.cutTo)))
          .then()
          .then(Mono.fromRunnable(() -> response.withConnection(DisposableChannel::dispose)));
    }
    return response.sendByteArray(Mono.just(reply.body)).then();
  }

  /** A request as it arrived. */
  record Asked(long nanos, String method, String uri, Map<String, String> headers, String body) {

    /** Value of a query parameter, as sent. */
    String query(String name) {
      return Arrays.stream(uri.substring(uri.indexOf('?') + 1).split("&", -1))
          .filter(pair -> pair.startsWith(name + "="))
          .map(pair -> pair.substring(name.length() + 1))
          .findFirst()
          .orElse("");
    }
  }

  /** An answer to give. */
  record Reply(
      int status,
      Map<String, String> headers,
      byte[] body,
      @Nullable Integer cutTo,
      boolean hangs) {

    static Reply json(String json) {
      return status(200, json);
    }

    static Reply status(int status, String json) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json;charset=UTF-8"),
          json.getBytes(UTF_8),
          null,
          false);
    }

    static Reply html(int status) {
      return status(status, "<html>Log in</html>").with("Content-Type", "text/html;charset=UTF-8");
    }

    static Reply silence() {
      return new Reply(200, Map.of(), new byte[0], null, true);
    }

    /** Whitespace without end. */
    static Reply endless() {
      return new Reply(200, Map.of(), new byte[] {' '}, null, true);
    }

    Reply with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Reply(status, more, body, cutTo, hangs);
    }

    /** The connection breaks after so many bytes. */
    Reply cutTo(int bytes) {
      return new Reply(status, headers, body, bytes, hangs);
    }
  }
}

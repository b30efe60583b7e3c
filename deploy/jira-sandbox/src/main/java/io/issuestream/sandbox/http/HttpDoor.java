package io.issuestream.sandbox.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** The server socket. */
public final class HttpDoor implements AutoCloseable {
  private static final Logger LOG = System.getLogger(HttpDoor.class.getName());
  private static final int MOST_BODY = 16 << 20;

  /** Two event loops: it is meant to share two cores with what it serves. */
  private static final int LOOPS = 2;

  /** Time for the half that was sent to be read; a reset takes away what was not. */
  private static final Duration BEFORE_RESET = Duration.ofMillis(30);

  private static final Duration BETWEEN_DROPS = Duration.ofMillis(100);

  private final LoopResources loops;
  private final DisposableServer server;

  private HttpDoor(LoopResources loops, DisposableServer server) {
    this.loops = loops;
    this.server = server;
  }

  /**
   * Opens the door.
   *
   * @param port 0 for any free one
   * @throws reactor.netty.ChannelBindException if the port is taken
   */
  public static HttpDoor open(String host, int port, Handler handler) {
    LoopResources loops = LoopResources.create("jira-sandbox", 1, LOOPS, true);
    try {
      DisposableServer server =
          HttpServer.create()
              .runOn(loops)
              .host(host)
              .port(port)
              .httpRequestDecoder(spec -> spec.maxInitialLineLength(1 << 16))
              .handle((request, response) -> serve(handler, request, response))
              .bindNow(Duration.ofSeconds(10));
      return new HttpDoor(loops, server);
    } catch (RuntimeException e) {
      loops.dispose();
      throw e;
    }
  }

  /** The port that was taken. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.disposeNow(Duration.ofSeconds(5));
    loops.dispose();
  }

  private static Publisher<Void> serve(
      Handler handler, HttpServerRequest request, HttpServerResponse response) {
    boolean bodiless =
        request.requestHeaders().getInt(HttpHeaderNames.CONTENT_LENGTH, -1) <= 0
            && !request.requestHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING);
    if (bodiless) {
      return answer(handler, call(request, new byte[0]), response);
    }
    return request
        .receive()
        .aggregate()
        .asByteArray()
        .defaultIfEmpty(new byte[0])
        .flatMap(body ->
            body.length > MOST_BODY
                ? send(Answer.text(413, "text/plain", "The body is larger than 16 MB.\n"), response)
                : answer(handler, call(request, body), response));
  }

  private static Call call(HttpServerRequest request, byte[] body) {
    QueryStringDecoder decoder = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8);
    return new Call(
        request.method().name(),
        decoder.path(),
        decoder.parameters(),
        name -> request.requestHeaders().get(name),
        body,
        Instant.now());
  }

  private static Mono<Void> answer(Handler handler, Call call, HttpServerResponse response) {
    Mono<Answer> answer = Mono.fromCallable(() -> guarded(handler, call));
    if (handler.slow(call)) {
      answer = answer.subscribeOn(Schedulers.boundedElastic()).publishOn(loop(response));
    }
    Duration delay = handler.delay(call);
    if (delay.isPositive()) {
      answer = Mono.delay(delay).publishOn(loop(response)).then(answer);
    }
    return answer.flatMap(ready ->
        send(ready, response)
            .doOnError(lost -> ready.whenLost().run())
            .doOnCancel(() -> ready.whenLost().run()));
  }

  /**
   * The connection's own thread. An answer begun on another one races with the reading of the
   * connection's next request, which then is never read.
   */
  private static Scheduler loop(HttpServerResponse response) {
    AtomicReference<Scheduler> loop = new AtomicReference<>(Schedulers.immediate());
    response.withConnection(
        connection -> loop.set(Schedulers.fromExecutor(connection.channel().eventLoop())));
    return loop.get();
  }

  private static Answer guarded(Handler handler, Call call) {
    try {
      return handler.handle(call);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, () -> "failed to answer " + call.method() + " " + call.path(), e);
      return Answer.text(
          500, "text/plain", "The sandbox failed on this request; its log says why.\n");
    }
  }

  private static Mono<Void> hangUp(HttpServerResponse response) {
    AtomicReference<Mono<Void>> closing = new AtomicReference<>(Mono.empty());
    response.withConnection(
        connection -> closing.set(FutureMono.from(connection.channel().close())));
    return closing.get();
  }

  /** Closes the connection so that the caller sees it reset and not just ended. */
  private static Mono<Void> reset(HttpServerResponse response) {
    response.withConnection(
        connection -> connection.channel().config().setOption(ChannelOption.SO_LINGER, 0));
    return hangUp(response);
  }

  private static Mono<Void> send(Answer answer, HttpServerResponse response) {
    if (answer.isNone()) {
      return hangUp(response);
    }
    if (answer.delivery() == Delivery.RESET) {
      return reset(response);
    }
    response.status(answer.status());
    answer.headers().forEach(response::header);
    if (answer.contentType() != null) {
      response.header(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
    }
    return switch (answer.delivery()) {
      case CUT ->
          Mono.firstWithSignal(
              half(answer, response),
              Mono.delay(BEFORE_RESET).publishOn(loop(response)).then(reset(response)));
      case STALLED -> half(answer, response);
      case TRICKLING -> trickle(response);
      case WHOLE, RESET -> whole(answer, response);
    };
  }

  /** Promises the whole body, sends half of it, and never ends. */
  private static Mono<Void> half(Answer answer, HttpServerResponse response) {
    response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.length()));
    ByteBuf half = Unpooled.copiedBuffer(answer.body(), 0, answer.length() / 2);
    return response.send(Flux.concat(Mono.just(half), Mono.never()), each -> true).then();
  }

  private static Mono<Void> trickle(HttpServerResponse response) {
    Flux<ByteBuf> spaces =
        Flux.interval(Duration.ZERO, BETWEEN_DROPS)
            .onBackpressureDrop()
            .map(n -> Unpooled.wrappedBuffer(new byte[] {' '}))
            .publishOn(loop(response));
    return response.send(spaces, each -> true).then();
  }

  private static Mono<Void> whole(Answer answer, HttpServerResponse response) {
    if (answer.lines() != null) {
      Flux<ByteBuf> lines =
          Flux.fromStream(answer.lines())
              .map(Unpooled::wrappedBuffer)
              .subscribeOn(Schedulers.boundedElastic())
              .publishOn(loop(response));
      return response.send(lines).then();
    }
    if (answer.status() == 304) {
      return response.send().then(); // Its length would have to be that of the body left out.
    }
    response.header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.length()));
    if (answer.length() == 0) {
      return response.send().then();
    }
    ByteBuf body = response.alloc().directBuffer(answer.length());
    return response.sendObject(body.writeBytes(answer.body(), 0, answer.length())).then();
  }
}

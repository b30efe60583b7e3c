package io.issuestream.local.frontdoor;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Passes one request on and its answer back, both as streams: nothing is held longer than it takes
 * to write it.
 */
record Proxy(HttpClient client, Upstreams upstreams) {
  private static final Logger log = LoggerFactory.getLogger(Proxy.class);

  /** After that another replica is asked, if there is one and asking again does no harm. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Headers that belong to one connection (RFC 9110, 7.6.1), and Expect, which is answered here.
   */
  private static final List<String> HOP_BY_HOP =
      List.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect");

  Publisher<Void> pass(HttpServerRequest request, HttpServerResponse response, Route route) {
    HttpHeaders sent = request.requestHeaders();
    if (declaredLength(sent) > route.bodyLimit()) {
      return Problem.tooLarge(route.bodyLimit()).writeTo(response.keepAlive(false));
    }
    return attempt(request, response, route, upstreams.inTurn(route));
  }

  private Flux<Void> attempt(
      HttpServerRequest request, HttpServerResponse response, Route route, List<Integer> ports) {
    int port = ports.getFirst();
    List<Integer> others = ports.subList(1, ports.size());
    boolean repeatable = !others.isEmpty() && isRepeatable(request);
    HttpClient.RequestSender call =
        client
            .headers(headers -> forward(request, headers))
            .request(request.method())
            .uri("http://127.0.0.1:" + port + request.uri());
    HttpClient.ResponseReceiver<?> receiver =
        hasBody(request.requestHeaders()) ? call.send(limited(request, route.bodyLimit())) : call;
    AtomicBoolean begun = new AtomicBoolean();
    Flux<Void> passed =
        receiver.response((answer, body) -> {
          begun.set(true);
          return repeatable && answer.status().equals(HttpResponseStatus.SERVICE_UNAVAILABLE)
              ? Mono.error(new IllegalStateException("it is not in service"))
              : give(answer, body, response);
        });
    Flux<Void> bounded = repeatable ? passed.timeout(unless(begun)) : passed;
    return bounded.onErrorResume(failure -> {
      boolean again = !others.isEmpty() && (repeatable || failure instanceof ConnectException);
      if (!again || response.hasSentHeaders()) {
        return explain(failure, response, route, port);
      }
      log.info("{} on port {} is passed over: {}", route.service(), port, failure.toString());
      upstreams.failed(port);
      return attempt(request, response, route, others);
    });
  }

  private static Mono<Long> unless(AtomicBoolean begun) {
    return Mono.delay(PATIENCE).flatMap(tick -> begun.get() ? Mono.never() : Mono.just(tick));
  }

  /** RFC 9110, 9.2.2: methods that may be repeated; of those only the ones without a body. */
  private static boolean isRepeatable(HttpServerRequest request) {
    return (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD))
        && !hasBody(request.requestHeaders());
  }

  private static Publisher<Void> give(
      HttpClientResponse answer, ByteBufFlux body, HttpServerResponse response) {
    response.status(answer.status());
    response.responseHeaders().set(answer.responseHeaders());
    boolean chunked = answer.responseHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING);
    HOP_BY_HOP.forEach(response.responseHeaders()::remove);
    if (chunked) {
      // An event stream's headers must reach the browser before its first event does.
      return response.chunkedTransfer(true).sendHeaders().send(body.retain(), piece -> true).then();
    }
    return response.send(body.retain()).then();
  }

  /**
   * Once an answer has begun its status is out; all that is left is to cut it off, which tells that
   * it is not whole.
   */
  private static Publisher<Void> explain(
      Throwable failure, HttpServerResponse response, Route route, int port) {
    if (response.hasSentHeaders()) {
      return Mono.error(failure);
    }
    if (failure instanceof BodyTooLarge) {
      return Problem.tooLarge(route.bodyLimit()).writeTo(response.keepAlive(false));
    }
    log.info("{} on port {} does not answer: {}", route.service(), port, failure.toString());
    return Problem.down(route.service()).writeTo(response);
  }

  private static Flux<ByteBuf> limited(HttpServerRequest request, long limit) {
    AtomicLong seen = new AtomicLong();
    return request
        .receive()
        .retain()
        .handle((piece, sink) -> {
          if (seen.addAndGet(piece.readableBytes()) > limit) {
            piece.release();
            sink.error(new BodyTooLarge());
          } else {
            sink.next(piece);
          }
        });
  }

  private static void forward(HttpServerRequest request, HttpHeaders headers) {
    headers.set(request.requestHeaders());
    HOP_BY_HOP.forEach(headers::remove);
    // Set, not added: what a caller says about itself here is not to be believed.
    InetSocketAddress caller = request.remoteAddress();
    headers.set("X-Forwarded-For", caller == null ? "unknown" : caller.getHostString());
    headers.set("X-Forwarded-Proto", "http");
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.contains(HttpHeaderNames.TRANSFER_ENCODING) || declaredLength(headers) > 0;
  }

  /** Netty has already refused requests whose length is no number. */
  private static long declaredLength(HttpHeaders headers) {
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length.strip());
  }
}

package io.issuestream.edge;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Hands every answer to the connection's own event loop.
 *
 * <p>An answer that a database thread finishes can leave the next request of a kept-alive
 * connection unread for ever (seen with the server of Spring Boot 4.1.0: the client then waits
 * until its time-out). Written from the loop, it cannot.
 */
final class AnswerOnEventLoop implements WebFilter, Ordered {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse())
        instanceof HttpServerResponse netty) {
      Scheduler loop = loop(netty);
      return chain
          .filter(exchange.mutate().response(new OnLoop(exchange.getResponse(), loop)).build())
          // Whoever answers for the failure writes from here.
          .onErrorResume(failure -> Mono.<Void>error(failure).publishOn(loop));
    }
    return chain.filter(exchange);
  }

  private static Scheduler loop(HttpServerResponse response) {
    var loop = new AtomicReference<>(Schedulers.immediate());
    response.withConnection(
        connection -> loop.set(Schedulers.fromExecutor(connection.channel().eventLoop())));
    return loop.get();
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  private static final class OnLoop extends ServerHttpResponseDecorator {

    private final Scheduler loop;

    OnLoop(ServerHttpResponse delegate, Scheduler loop) {
      super(delegate);
      this.loop = loop;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
      return body instanceof Mono<? extends DataBuffer> one
          ? super.writeWith(one.publishOn(loop))
          : super.writeWith(Flux.from(body).publishOn(loop));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
      return super.writeAndFlushWith(Flux.from(body).publishOn(loop));
    }

    /** What is done before the answer leaves, such as putting it on record, may end elsewhere. */
    @Override
    public void beforeCommit(Supplier<? extends Mono<Void>> action) {
      super.beforeCommit(() -> action.get().publishOn(loop));
    }

    @Override
    public Mono<Void> setComplete() {
      return Mono.defer(super::setComplete).subscribeOn(loop);
    }
  }
}

package io.issuestream.edge.limit;

import io.issuestream.edge.Problem;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies that are too large: by the length they announce, before anything else is done for
 * the request, or while they come, where they announce none.
 */
final class BodyLimit implements WebFilter, Ordered {

  private final long usual;
  private final long delivery;

  BodyLimit(LimitProperties properties) {
    this.usual = properties.body().toBytes();
    this.delivery = properties.webhookBody().toBytes();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    long limit = Deliveries.contain(request) ? delivery : usual;
    long length = request.getHeaders().getContentLength();
    if (length > limit) {
      return Mono.error(Problem.tooLarge());
    }
    return length >= 0
        ? chain.filter(exchange)
        : chain.filter(exchange.mutate().request(new Counted(request, limit)).build());
  }

  @Override
  public int getOrder() {
    return -400;
  }

  private static final class Counted extends ServerHttpRequestDecorator {

    private final long limit;

    Counted(ServerHttpRequest delegate, long limit) {
      super(delegate);
      this.limit = limit;
    }

    @Override
    public Flux<DataBuffer> getBody() {
      var seen = new AtomicLong();
      return super.getBody()
          .handle((piece, sink) -> {
            if (seen.addAndGet(piece.readableByteCount()) > limit) {
              DataBufferUtils.release(piece);
              sink.error(new DataBufferLimitException("The body is larger than " + limit));
            } else {
              sink.next(piece);
            }
          });
    }
  }
}

package io.issuestream.edge.limit;

import io.github.bucket4j.ConsumptionProbe;
import io.issuestream.edge.ClientAddress;
import io.issuestream.edge.Problem;
import io.issuestream.edge.limit.LimitProperties.Rate;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Limits requests that no team answers for, by the address they come from: those without a token,
 * deliveries, and those whose token turns out not to count. A good token is never held up by what
 * others send from the same address.
 */
final class AddressLimit implements WebFilter, Ordered {

  private final Rates rates;
  private final LimitProperties properties;
  private final ClientAddress client;

  AddressLimit(Rates rates, LimitProperties properties, ClientAddress client) {
    this.rates = rates;
    this.properties = properties;
    this.client = client;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!request.getPath().pathWithinApplication().value().startsWith("/api/")) {
      // Probes and metrics come from inside and must not fail for being frequent.
      return chain.filter(exchange);
    }
    if (Deliveries.contain(request)) {
      return take(request, "webhooks", properties.webhooks().rate()).then(chain.filter(exchange));
    }
    return request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
        ? chain
            .filter(exchange)
            .onErrorResume(
                AddressLimit::isUnauthorized,
                refusal -> anonymous(request).then(Mono.error(refusal)))
        : anonymous(request).then(chain.filter(exchange));
  }

  private static boolean isUnauthorized(Throwable failure) {
    return failure instanceof Problem problem
        && problem.getStatusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED);
  }

  private Mono<Void> anonymous(ServerHttpRequest request) {
    return take(request, "anonymous", properties.anonymous().rate());
  }

  private Mono<Void> take(ServerHttpRequest request, String kind, Rate rate) {
    return Mono.defer(() -> {
      ConsumptionProbe probe = rates.take(kind + " " + client.of(request), rate);
      return probe.isConsumed()
          ? Mono.empty()
          : Mono.error(
              Problem.tooMany("this address", Duration.ofNanos(probe.getNanosToWaitForRefill())));
    });
  }

  /** After the body's length, before anything that costs. */
  @Override
  public int getOrder() {
    return -300;
  }
}

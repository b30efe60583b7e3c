package io.issuestream.edge;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Puts on every answer what tells browsers and caches to make nothing more of it than it is. What a
 * controller has set itself, such as a page's own content policy, stays.
 */
final class SecurityHeaders implements WebFilter, Ordered {

  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private final ClientAddress client;

  SecurityHeaders(ClientAddress client) {
    this.client = client;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> put(exchange)));
    return chain.filter(exchange);
  }

  private void put(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    HttpHeaders headers = exchange.getResponse().getHeaders();
    add(headers, "X-Content-Type-Options", "nosniff");
    add(headers, "X-Frame-Options", "DENY");
    add(headers, "Content-Security-Policy", NOTHING);
    add(headers, "Referrer-Policy", "no-referrer");
    add(headers, HttpHeaders.CACHE_CONTROL, "no-store");
    if (client.secure(request)) {
      add(headers, "Strict-Transport-Security", "max-age=31536000");
    }
    headers.remove(HttpHeaders.SERVER);
  }

  private static void add(HttpHeaders headers, String name, String value) {
    if (!headers.containsHeader(name)) {
      headers.set(name, value);
    }
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }
}

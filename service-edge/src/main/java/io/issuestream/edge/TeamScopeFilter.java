package io.issuestream.edge;

import io.issuestream.tenancy.TeamScope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Has a request handled for its caller's team alone: whatever it asks the database for, no other
 * team's row comes back. An open endpoint's request has no team until the endpoint finds it out.
 */
final class TeamScopeFilter implements WebFilter, Ordered {

  /** Spring Security's filters, which let the caller in, are at -100. */
  private static final int AFTER_AUTHORIZATION = -90;

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    @Nullable Caller caller = Caller.of(exchange);
    TeamScope scope = caller == null ? TeamScope.none() : TeamScope.of(caller.team());
    return chain.filter(exchange).contextWrite(scope);
  }

  @Override
  public int getOrder() {
    return AFTER_AUTHORIZATION;
  }
}

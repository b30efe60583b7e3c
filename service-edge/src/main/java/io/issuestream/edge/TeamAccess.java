package io.issuestream.edge;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Lets a caller in by its role within the team the request is about, and leaves the {@link Caller}
 * with the request.
 */
final class TeamAccess implements ReactiveAuthorizationManager<AuthorizationContext> {

  private static final Set<Role> READERS = Set.of(Role.values());
  private static final Set<Role> WRITERS = Set.of(Role.TEAM_ADMIN);

  private final ObjectProvider<RequestMappingHandlerMapping> endpoints;

  TeamAccess(ObjectProvider<RequestMappingHandlerMapping> endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public Mono<AuthorizationResult> authorize(
      Mono<Authentication> authentication, AuthorizationContext context) {
    return authentication
        .mapNotNull(Authentication::getPrincipal)
        .ofType(Jwt.class)
        .flatMap(token -> decide(token, context.getExchange()))
        .defaultIfEmpty(new AuthorizationDecision(false));
  }

  private Mono<AuthorizationResult> decide(Jwt token, ServerWebExchange exchange) {
    return endpoint(exchange)
        .map(allowed -> {
          // Known even where the request is refused, so that the refusal can be put on record.
          @Nullable Caller home = Callers.atHome(token);
          if (home != null) {
            Caller.put(exchange, home);
            Caller.putHome(exchange, home.team());
          }
          Caller caller =
              Callers.of(token, exchange.getRequest().getHeaders().getFirst(Caller.TEAM_HEADER));
          Caller.put(exchange, caller);
          return new AuthorizationDecision(caller.roles().stream().anyMatch(allowed::contains));
        });
  }

  /** Who may call what the request will be given to. */
  private Mono<Set<Role>> endpoint(ServerWebExchange exchange) {
    Set<Role> usual = reads(exchange.getRequest().getMethod()) ? READERS : WRITERS;
    return Mono.justOrEmpty(endpoints.getIfAvailable())
        .flatMap(mapping -> mapping.getHandler(exchange))
        .ofType(HandlerMethod.class)
        .mapNotNull(handler -> handler.getMethodAnnotation(MayCall.class))
        .map(may -> Set.of(may.value()))
        // What fits no endpoint is answered where it is looked up again, behind this door.
        .onErrorComplete()
        .defaultIfEmpty(usual);
  }

  private static boolean reads(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }
}

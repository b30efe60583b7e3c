package io.issuestream.edge;

import io.issuestream.contracts.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Reads the {@link Caller} from the verified token. */
final class CallerResolver implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Mono<Object> resolveArgument(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    return ReactiveSecurityContextHolder.getContext()
        .mapNotNull(context -> context.getAuthentication())
        .mapNotNull(authentication -> authentication.getPrincipal())
        .ofType(Jwt.class)
        .switchIfEmpty(Mono.error(() -> Problem.unauthorized()))
        .map(CallerResolver::caller);
  }

  private static Caller caller(Jwt token) {
    @Nullable String subject = token.getSubject();
    @Nullable String team = token.getClaimAsString("team");
    if (subject == null || team == null || !named(team)) {
      throw Problem.forbidden("The token names no team; ask for one that does.");
    }
    return new Caller(subject, team, roles(token));
  }

  private static boolean named(String team) {
    try {
      return Keys.requireTeam(team).equals(team);
    } catch (IllegalArgumentException notATeam) {
      return false;
    }
  }

  static Set<Role> roles(Jwt token) {
    @Nullable List<String> names = token.getClaimAsStringList("roles");
    return names == null
        ? Set.of()
        : Arrays.stream(Role.values())
            .filter(role -> names.contains(role.toString()))
            .collect(Collectors.toSet());
  }
}

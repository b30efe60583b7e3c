package io.issuestream.edge;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who may call what: probes and metrics anyone, webhooks anyone (their signature is checked by who
 * takes them), reading any role, changing a team admin. Anything else is closed.
 */
final class EdgeSecurity {

  private static final String[] READERS = {
    Role.MEMBER.name(), Role.TEAM_ADMIN.name(), Role.SRE.name()
  };

  private EdgeSecurity() {}

  static SecurityWebFilterChain chain(ServerHttpSecurity http) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(rules ->
            rules
                .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                .permitAll()
                .pathMatchers(
                    HttpMethod.POST,
                    "/api/v1/webhooks/jira/{hookId}",
                    "/api/v1/webhooks/github/{hookId}")
                .permitAll()
                .pathMatchers(HttpMethod.GET, "/api/**")
                .hasAnyRole(READERS)
                .pathMatchers("/api/**")
                .hasRole(Role.TEAM_ADMIN.name())
                .anyExchange()
                .denyAll())
        .exceptionHandling(errors ->
            errors
                .authenticationEntryPoint(
                    (exchange, failure) -> write(exchange, Problem.unauthorized()))
                .accessDeniedHandler((exchange, failure) -> write(exchange, denied())))
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(
                    (exchange, failure) -> write(exchange, Problem.unauthorized()))
                .accessDeniedHandler((exchange, failure) -> write(exchange, denied()))
                .jwt(jwt ->
                    jwt.jwtAuthenticationConverter(token -> Mono.just(authentication(token)))))
        .build();
  }

  private static Problem denied() {
    return Problem.forbidden("Your role does not allow this; a team admin can do it.");
  }

  private static AbstractAuthenticationToken authentication(Jwt token) {
    List<GrantedAuthority> authorities =
        CallerResolver.roles(token).stream()
            .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
            .toList();
    return new JwtAuthenticationToken(token, (Collection<? extends GrantedAuthority>) authorities);
  }

  private static Mono<Void> write(ServerWebExchange exchange, Problem problem) {
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(problem.getStatusCode());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (problem.getStatusCode().value() == 401) {
      response.getHeaders().set("WWW-Authenticate", "Bearer");
    }
    String body =
        """
        {"type":"%s","title":"%s","status":%d,"detail":"%s"}\
        """
            .formatted(
                problem.getBody().getType(),
                problem.getBody().getTitle(),
                problem.getStatusCode().value(),
                problem.getBody().getDetail());
    return response.writeWith(
        Mono.fromSupplier(
            () -> response.bufferFactory().wrap(body.getBytes(StandardCharsets.UTF_8))));
  }
}

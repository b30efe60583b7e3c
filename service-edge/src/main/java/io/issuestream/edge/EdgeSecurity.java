package io.issuestream.edge;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import reactor.core.publisher.Mono;

/**
 * Who may call what: probes and metrics anyone; what is authenticated by other means than a token
 * (signed webhooks, the return from Jira's consent page) anyone; the API whom {@link TeamAccess}
 * lets in. Anything else is closed.
 */
final class EdgeSecurity {

  private static final ServerAuthenticationEntryPoint NO_TOKEN =
      (exchange, failure) -> Mono.error(Problem.unauthorized());

  private static final ServerAuthenticationEntryPoint BAD_TOKEN =
      (exchange, failure) -> Mono.error(Problem.invalidToken());

  private static final ServerAccessDeniedHandler DENIED =
      (exchange, failure) ->
          Mono.error(Problem.forbidden("Your role does not allow this; a team admin can do it."));

  private EdgeSecurity() {}

  static SecurityWebFilterChain chain(
      ServerHttpSecurity http, TeamAccess access, EdgeProperties properties) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .cors(cors -> Cors.open(cors, properties.allowedOrigins()))
        .headers(ServerHttpSecurity.HeaderSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .authorizeExchange(rules -> rules(rules, access))
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(NO_TOKEN).accessDeniedHandler(DENIED))
        .oauth2ResourceServer(server ->
            server
                .authenticationEntryPoint(BAD_TOKEN)
                .accessDeniedHandler(DENIED)
                .jwt(Customizer.withDefaults()))
        .build();
  }

  private static void rules(ServerHttpSecurity.AuthorizeExchangeSpec rules, TeamAccess access) {
    rules
        .pathMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
        .permitAll()
        .pathMatchers(
            HttpMethod.POST, "/api/v1/webhooks/jira/{hookId}", "/api/v1/webhooks/github/{hookId}")
        .permitAll()
        .pathMatchers(HttpMethod.GET, "/api/v1/integration/jira/connection/callback")
        .permitAll()
        .pathMatchers("/api/**")
        .access(access)
        .anyExchange()
        .denyAll();
  }
}

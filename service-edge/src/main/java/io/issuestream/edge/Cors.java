package io.issuestream.edge;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/** Other origins' pages: shut out, unless named. */
final class Cors {

  private Cors() {}

  static void open(ServerHttpSecurity.CorsSpec cors, List<String> origins) {
    if (origins.isEmpty()) {
      cors.disable();
      return;
    }
    var rules = new CorsConfiguration();
    rules.setAllowedOrigins(origins);
    rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    rules.setAllowedHeaders(
        List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, Caller.TEAM_HEADER));
    rules.setExposedHeaders(
        List.of(
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.WWW_AUTHENTICATE,
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset"));
    // A page sends its token itself; cookies are never asked for.
    rules.setAllowCredentials(false);
    rules.setMaxAge(Duration.ofHours(1));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/api/**", rules);
    cors.configurationSource(source);
  }
}

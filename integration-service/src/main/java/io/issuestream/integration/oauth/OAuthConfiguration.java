package io.issuestream.integration.oauth;

import io.issuestream.integration.secret.Sealed;
import io.issuestream.integration.secret.SealedColumns;
import io.issuestream.jira.JiraClients;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.reactive.function.client.WebClient;

/** The way to Atlassian's authorization server, and back. */
@Configuration(proxyBeanMethods = false)
class OAuthConfiguration {

  /** Its addresses are the operator's own settings, so that no user's choice has to be guarded. */
  @Bean
  Atlassian atlassian(WebClient.Builder builder, OAuthProperties properties) {
    var connector = new ReactorClientHttpConnector(JiraClients.httpClient());
    return new Atlassian(builder.clone().clientConnector(connector).build(), properties);
  }

  @Bean
  Sealed refreshTokens(SealedColumns columns) {
    return columns.of("oauth_grant", "refresh_token", "connection_id", Grant::place);
  }

  @Bean
  Sealed tokensToChooseWith(SealedColumns columns) {
    return columns.of("oauth_choice", "tokens", "team_id", (team, id) -> SealedTokens.place(team));
  }

  /** The callback comes from a browser without a bearer token; state and cookie vouch for it. */
  @Bean
  @Order(0)
  @ConditionalOnWebApplication
  SecurityWebFilterChain oauthCallback(ServerHttpSecurity http) {
    return http.securityMatcher(
            new PathPatternParserServerWebExchangeMatcher(
                OAuthController.PATH + "/callback", HttpMethod.GET))
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .authorizeExchange(rules -> rules.anyExchange().permitAll())
        .build();
  }
}

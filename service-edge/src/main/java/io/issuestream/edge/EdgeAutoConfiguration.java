package io.issuestream.edge;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Puts the edge on every service that has this module. */
@AutoConfiguration(
    beforeName =
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration")
@EnableConfigurationProperties({EdgeProperties.class, OAuth2ResourceServerProperties.class})
public class EdgeAutoConfiguration {

  @Bean
  SecurityWebFilterChain edgeSecurity(
      ServerHttpSecurity http,
      EdgeProperties properties,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> endpoints) {
    return EdgeSecurity.chain(http, new TeamAccess(endpoints), properties);
  }

  @Bean
  OAuth2TokenValidator<Jwt> tokenRules(OAuth2ResourceServerProperties properties) {
    return TokenRules.of(properties.getJwt());
  }

  /** A path that could be read in two ways, such as one with an encoded slash. */
  @Bean
  ServerExchangeRejectedHandler unclearPaths() {
    return (exchange, rejected) ->
        Mono.error(Problem.invalid("The address or a header is not a plain one."));
  }

  @Bean
  ClientAddress clientAddress(EdgeProperties properties) {
    return new ClientAddress(properties);
  }

  @Bean
  SecurityHeaders securityHeaders(ClientAddress client) {
    return new SecurityHeaders(client);
  }

  @Bean
  TeamScopeFilter teamScopeFilter() {
    return new TeamScopeFilter();
  }

  @Bean
  AnswerOnEventLoop answerOnEventLoop() {
    return new AnswerOnEventLoop();
  }

  @Bean
  ProblemAdvice problemAdvice() {
    return new ProblemAdvice();
  }

  @Bean
  ProblemHandler problemHandler(JsonMapper json) {
    return new ProblemHandler(json);
  }

  @Bean
  WebFluxConfigurer callerArguments() {
    return new WebFluxConfigurer() {
      @Override
      public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new CallerResolver());
      }
    };
  }
}

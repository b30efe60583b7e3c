package io.issuestream.integration.github.connection;

import io.issuestream.github.GithubClients;
import io.issuestream.integration.secret.Sealed;
import io.issuestream.integration.secret.SealedColumns;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** The way out to GitHub. */
@Configuration(proxyBeanMethods = false)
class GithubConfiguration {

  /** Its address is the operator's own setting, so that no user's choice has to be guarded. */
  @Bean
  GithubClients githubClients(
      WebClient.Builder builder, GithubApiProperties properties, MeterRegistry meters) {
    return new GithubClients(builder, properties.apiUrl(), meters);
  }

  @Bean
  Sealed githubCredentialsAtRest(SealedColumns columns) {
    return columns.of("github_connection", "credential", "connection_id", GithubConnection::place);
  }
}

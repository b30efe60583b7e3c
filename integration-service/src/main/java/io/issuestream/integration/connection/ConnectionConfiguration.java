package io.issuestream.integration.connection;

import io.issuestream.integration.secret.Sealed;
import io.issuestream.integration.secret.SealedColumns;
import io.issuestream.jira.JiraClients;
import io.issuestream.jira.address.TargetGuard;
import io.issuestream.jira.address.TrustedAuthorities;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** The way out to Jira. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  /** Nobody here reads from the client's cache: what people look at is fresher. */
  private static final Duration LISTS_FRESH = Duration.ZERO;

  @Bean
  TargetGuard targetGuard(JiraProperties properties) {
    return TargetGuard.allowing(properties.allowedPrivateTargets());
  }

  @Bean
  Sealed credentialsAtRest(SealedColumns columns) {
    return columns.of("jira_connection", "credential", "connection_id", JiraConnection::place);
  }

  @Bean
  JiraClients jiraClients(
      WebClient.Builder builder,
      TargetGuard guard,
      JiraProperties properties,
      MeterRegistry meters) {
    var authorities = TrustedAuthorities.with(properties.trustedAuthorities());
    var http = authorities.trustedBy(guard.guarding(JiraClients.httpClient()));
    var clients = new JiraClients(builder, http, meters, properties.governor(), LISTS_FRESH);
    var _ = clients.warmUp().subscribe();
    return clients;
  }
}

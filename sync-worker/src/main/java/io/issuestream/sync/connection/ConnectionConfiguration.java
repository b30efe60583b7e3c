package io.issuestream.sync.connection;

import io.issuestream.jira.JiraClients;
import io.issuestream.jira.address.TargetGuard;
import io.issuestream.sync.SyncProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Wires the way to Jira. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  @Bean
  TargetGuard targetGuard(JiraProperties properties) {
    return TargetGuard.allowing(properties.allowedPrivateTargets());
  }

  @Bean
  JiraClients jiraClients(WebClient.Builder builder, TargetGuard guard, MeterRegistry meters) {
    var clients = new JiraClients(builder, guard.guarding(JiraClients.httpClient()), meters);
    var _ = clients.warmUp().subscribe();
    return clients;
  }

  @Bean
  Credentials credentialsAtHand(
      JiraConnections connections,
      KeyProperties keys,
      TokenRequests requests,
      JiraProperties properties) {
    return new Credentials(
        connections,
        CredentialKeys.from(keys.credentialsPrivate()),
        requests,
        properties.tokenPatience());
  }

  @Bean
  JiraAccess jiraAccess(
      JiraConnections connections,
      Credentials credentials,
      TargetGuard guard,
      JiraClients clients,
      SyncProperties properties) {
    return new JiraAccess(connections, credentials, guard, clients, properties);
  }
}

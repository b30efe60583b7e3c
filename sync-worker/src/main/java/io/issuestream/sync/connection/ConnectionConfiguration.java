package io.issuestream.sync.connection;

import io.issuestream.jira.JiraClients;
import io.issuestream.sync.SyncProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Wires the way to Jira. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  @Bean
  JiraClients jiraClients(WebClient.Builder builder, MeterRegistry meters) {
    var clients = new JiraClients(builder, meters);
    var _ = clients.warmUp().subscribe();
    return clients;
  }

  @Bean
  JiraAccess jiraAccess(
      JiraConnections connections,
      KeyProperties keys,
      JiraClients clients,
      SyncProperties properties) {
    return new JiraAccess(
        connections, CredentialKeys.from(keys.credentialsPrivate()), clients, properties);
  }
}

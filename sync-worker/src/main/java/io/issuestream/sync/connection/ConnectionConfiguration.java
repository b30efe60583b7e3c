package io.issuestream.sync.connection;

import io.issuestream.jira.JiraClients;
import io.issuestream.jira.PointsGovernor;
import io.issuestream.jira.address.TargetGuard;
import io.issuestream.jira.address.TrustedAuthorities;
import io.issuestream.keys.KeyMetrics;
import io.issuestream.messaging.inbound.TopicScan;
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
  JiraClients jiraClients(
      WebClient.Builder builder,
      TargetGuard guard,
      JiraProperties properties,
      SyncProperties sync,
      PointsGovernor governor,
      MeterRegistry meters) {
    var authorities = TrustedAuthorities.with(properties.trustedAuthorities());
    var http = authorities.trustedBy(guard.guarding(JiraClients.httpClient()));
    var clients = new JiraClients(builder, http, meters, governor, sync.listsFresh());
    var _ = clients.warmUp().subscribe();
    return clients;
  }

  @Bean
  CredentialKeys credentialKeys(KeyProperties keys) {
    return CredentialKeys.from(keys.credentialsPrivate());
  }

  @Bean
  KeyWatch keyWatch(
      CredentialKeys keys,
      JiraConnections connections,
      TopicScan scan,
      KeyProperties properties,
      MeterRegistry meters) {
    return new KeyWatch(keys, connections, scan, properties, new KeyMetrics(meters));
  }

  @Bean
  Credentials credentialsAtHand(
      JiraConnections connections,
      CredentialKeys keys,
      TokenRequests requests,
      JiraProperties properties) {
    return new Credentials(connections, keys, requests, properties.tokenPatience());
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

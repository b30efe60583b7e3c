package io.issuestream.integration.connection;

import io.issuestream.jira.JiraClients;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** The way out to Jira. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

  @Bean
  TargetGuard targetGuard(JiraProperties properties) {
    return new TargetGuard(new AddressRules(properties.allowedPrivateTargets()));
  }

  @Bean
  JiraClients jiraClients(WebClient.Builder builder, TargetGuard guard, MeterRegistry meters) {
    var clients =
        new JiraClients(
            builder, JiraClients.httpClient().resolver(new GuardedNames(guard)), meters);
    var _ = clients.warmUp().subscribe();
    return clients;
  }
}

package io.issuestream.edge.audit;

import io.issuestream.edge.ClientAddress;
import io.issuestream.edge.EdgeAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** Keeps an audit log in every service that says where to show it. */
@AutoConfiguration(
    after = EdgeAutoConfiguration.class,
    afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass(DatabaseClient.class)
@ConditionalOnProperty("issuestream.edge.audit.path")
@EnableConfigurationProperties(AuditProperties.class)
public class AuditAutoConfiguration {

  @Bean
  AuditEntries auditEntries(DatabaseClient database) {
    return new AuditEntries(database);
  }

  @Bean
  Audit audit(AuditEntries entries, ClientAddress client) {
    return new Audit(entries, client);
  }

  @Bean
  AuditController auditController(AuditEntries entries) {
    return new AuditController(entries);
  }

  @Bean
  AuditRetention auditRetention(AuditEntries entries, AuditProperties properties) {
    return new AuditRetention(entries, properties);
  }
}

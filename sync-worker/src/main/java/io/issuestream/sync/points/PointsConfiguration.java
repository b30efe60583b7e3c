package io.issuestream.sync.points;

import io.issuestream.jira.PointsGovernor;
import io.issuestream.sync.SyncProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Wires the governor; without points there is none. */
@Configuration(proxyBeanMethods = false)
class PointsConfiguration {

  private static final Duration WINDOW = Duration.ofHours(1);

  /** A tenth is integration-service's. */
  private static final double WORKERS_SHARE = 0.9;

  @Bean
  PointsGovernor pointsGovernor(
      SyncProperties properties,
      DatabaseClient database,
      TransactionalOperator transaction,
      MeterRegistry meters) {
    long total = Math.round(properties.pointsPerHour() * WORKERS_SHARE);
    return total == 0
        ? PointsGovernor.unlimited()
        : new SharedPoints(
            new TeamPoints(database, transaction, total, WINDOW), total, System::nanoTime, meters);
  }
}

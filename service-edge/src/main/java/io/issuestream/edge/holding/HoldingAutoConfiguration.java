package io.issuestream.edge.holding;

import io.issuestream.edge.EdgeAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;

/** Tells what a service holds, where it says that it holds something. */
@AutoConfiguration(
    after = EdgeAutoConfiguration.class,
    afterName = "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration")
@ConditionalOnClass(DatabaseClient.class)
@ConditionalOnBean(Holding.class)
public class HoldingAutoConfiguration {

  @Bean
  ChecksumController checksumController(
      DatabaseClient database,
      Environment environment,
      ObjectProvider<Holding> held,
      ObjectProvider<Unfinished> unfinished,
      ObjectProvider<FigureCheck> checks) {
    return new ChecksumController(
        Binder.get(environment).bind("spring.application.name", String.class).get(),
        new Holdings(database),
        held.stream().toList(),
        unfinished.stream().toList(),
        checks.stream().toList());
  }
}

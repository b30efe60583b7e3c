package io.issuestream.messaging.wall;

import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the wall under the pool. */
@Configuration(proxyBeanMethods = false)
public class WallConfiguration {

  /** Below the pool, which then tells each connection when it is handed out. */
  @Bean
  ConnectionFactoryDecorator teamScopes() {
    return ScopedConnectionFactory::new;
  }
}

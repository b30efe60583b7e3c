package io.issuestream.edge.testing;

import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * An application that ends closes the event loops that all of its process share. A service is one
 * application; in tests there are several, and those that go on would lose the connections in their
 * pools.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
public class LoopsOfItsOwn {

  @Bean
  ReactorResourceFactory loopsOfItsOwn() {
    var factory = new ReactorResourceFactory();
    factory.setUseGlobalResources(false);
    factory.setShutdownQuietPeriod(Duration.ZERO);
    return factory;
  }
}

package io.issuestream.edge.limit;

import io.issuestream.edge.ClientAddress;
import io.issuestream.edge.EdgeAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Puts the limits on every service. */
@AutoConfiguration(after = EdgeAutoConfiguration.class)
@EnableConfigurationProperties(LimitProperties.class)
public class LimitAutoConfiguration {

  @Bean
  Rates requestRates() {
    return new Rates();
  }

  @Bean
  BodyLimit bodyLimit(LimitProperties properties) {
    return new BodyLimit(properties);
  }

  @Bean
  AddressLimit addressLimit(Rates rates, LimitProperties properties, ClientAddress client) {
    return new AddressLimit(rates, properties, client);
  }

  @Bean
  TeamLimit teamLimit(Rates rates, LimitProperties properties) {
    return new TeamLimit(rates, properties);
  }
}

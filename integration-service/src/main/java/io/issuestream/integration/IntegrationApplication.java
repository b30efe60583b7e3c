package io.issuestream.integration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts integration-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IntegrationApplication {

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) {
    SpringApplication.run(IntegrationApplication.class, arguments);
  }
}

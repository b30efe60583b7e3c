package io.issuestream.metrics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Works out sprint and flow metrics from issues and sprints. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MetricsApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(MetricsApplication.class, args);
  }
}

package io.issuestream.metrics;

import io.issuestream.messaging.replay.ReplayProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Works out sprint and flow metrics from issues and sprints. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MetricsApplication {

  /** Starts the service, or builds its projection again and ends. */
  public static void main(String[] args) {
    if (ReplayProgram.isMeantBy(args)) {
      System.exit(ReplayProgram.run(System.out, System.err, MetricsApplication.class, args));
    }
    SpringApplication.run(MetricsApplication.class, args);
  }
}

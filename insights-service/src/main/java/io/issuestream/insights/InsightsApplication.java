package io.issuestream.insights;

import io.issuestream.messaging.replay.ReplayProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts insights-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class InsightsApplication {

  /** Starts the service, or builds its projection again and ends. */
  public static void main(String[] args) {
    if (ReplayProgram.isMeantBy(args)) {
      System.exit(ReplayProgram.run(System.out, System.err, InsightsApplication.class, args));
    }
    SpringApplication.run(InsightsApplication.class, args);
  }
}

package io.issuestream.matching;

import io.issuestream.messaging.replay.ReplayProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts user-matcher. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MatchingApplication {

  /** Starts the service, or builds its projection again and ends. */
  public static void main(String[] args) {
    if (ReplayProgram.isMeantBy(args)) {
      System.exit(ReplayProgram.run(System.out, System.err, MatchingApplication.class, args));
    }
    SpringApplication.run(MatchingApplication.class, args);
  }
}

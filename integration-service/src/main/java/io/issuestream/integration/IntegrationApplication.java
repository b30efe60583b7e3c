package io.issuestream.integration;

import io.issuestream.integration.nightly.NightlyTriggerCommand;
import io.issuestream.messaging.replay.ReplayProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts integration-service, or does the one thing that its artefact does without it. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IntegrationApplication {

  /** Takes Spring Boot's arguments. */
  public static void main(String[] arguments) {
    if (NightlyTriggerCommand.isMeantBy(arguments)) {
      System.exit(NightlyTriggerCommand.run(System.out, System.err, arguments));
    }
    if (ReplayProgram.isMeantBy(arguments)) {
      System.exit(
          ReplayProgram.run(System.out, System.err, IntegrationApplication.class, arguments));
    }
    SpringApplication.run(IntegrationApplication.class, arguments);
  }
}

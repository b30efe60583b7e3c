package io.issuestream.sync;

import io.issuestream.messaging.replay.ReplayProgram;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service that copies Jira: sync runs, issue store, checkpoints. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SyncWorkerApplication {

  /** Starts the service, or builds its projection again and ends. */
  public static void main(String[] arguments) {
    if (ReplayProgram.isMeantBy(arguments)) {
      System.exit(
          ReplayProgram.run(System.out, System.err, SyncWorkerApplication.class, arguments));
    }
    SpringApplication.run(SyncWorkerApplication.class, arguments);
  }
}

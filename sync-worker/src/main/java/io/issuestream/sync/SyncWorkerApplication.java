package io.issuestream.sync;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service that copies Jira: sync runs, issue store, checkpoints. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SyncWorkerApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(SyncWorkerApplication.class, arguments);
  }
}

package io.issuestream.deadletters;

import io.issuestream.messaging.MessagingAutoConfiguration;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Puts a service's dead letters among its operations, wherever this module is. */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
public class DeadLetterAutoConfiguration {

  @Bean
  DeadLetterController deadLetterController(DeadLetterOffice office) {
    return new DeadLetterController(office);
  }
}

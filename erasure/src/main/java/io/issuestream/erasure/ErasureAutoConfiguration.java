package io.issuestream.erasure;

import io.issuestream.contracts.erasure.ErasureEvent;
import io.issuestream.messaging.DatabaseSignals;
import io.issuestream.messaging.MessagingAutoConfiguration;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.inbound.KafkaBoundary;
import io.issuestream.messaging.outbox.Outbox;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.messaging.Message;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Brings a service its part in erasures. It binds {@code erasures-in-0} to {@code team.erasures}
 * and includes {@code db/changelog/erasure/erasure.sql} in its changelog.
 */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@EnableConfigurationProperties(ErasureProperties.class)
public class ErasureAutoConfiguration {

  @Bean
  ErasedPeople erasedPeople(DatabaseClient database, ErasureProperties properties) {
    String file = properties.keyFile();
    return new ErasedPeople(
        database, file == null || file.isBlank() ? null : ErasureKey.read(Path.of(file)));
  }

  @Bean
  ErasureTasks erasureTasks(DatabaseClient database) {
    return new ErasureTasks(database);
  }

  @Bean
  TeamRemoval teamRemoval(DatabaseClient database, TransactionalOperator transaction) {
    return new TeamRemoval(database, transaction);
  }

  @Bean
  LetterErasing letterErasing(DeadLetterOffice office) {
    return new LetterErasing(office);
  }

  @Bean
  ErasureSteps erasureSteps(
      ErasedPeople people,
      ObjectProvider<PersonErasing> parts,
      DatabaseClient database,
      LetterErasing letters,
      TeamRemoval removal,
      ErasureTasks tasks,
      Outbox outbox,
      TransactionalOperator transaction,
      Environment environment) {
    return new ErasureSteps(
        people,
        List.copyOf(parts.orderedStream().toList()),
        new AuditErasing(database),
        letters,
        removal,
        tasks,
        outbox,
        transaction,
        Binder.get(environment).bind("spring.application.name", String.class).get());
  }

  @Bean
  ErasureLoop erasureLoop(
      ErasureTasks tasks,
      ErasureSteps steps,
      TeamRemoval removal,
      LetterErasing letters,
      DatabaseSignals signals,
      ErasureProperties properties) {
    return new ErasureLoop(tasks, steps, removal, letters, signals, properties);
  }

  @Bean
  Consumer<Message<List<byte[]>>> erasures(
      KafkaBoundary boundary, ErasureTasks tasks, ErasureSteps steps) {
    return boundary.batches(ErasureEvent.class, new ErasureIntake(tasks, steps)::on);
  }
}

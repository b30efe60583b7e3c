package io.issuestream.sync.intake;

import io.issuestream.contracts.connection.ConnectionEvent;
import io.issuestream.contracts.connection.CredentialEvent;
import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.contracts.project.ProjectEvent;
import io.issuestream.contracts.sync.SyncRequestEvent;
import io.issuestream.messaging.inbound.KafkaBoundary;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** Binds the topics this service reads. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  @Bean
  Consumer<Message<List<byte[]>>> connections(KafkaBoundary boundary, ConnectionIntake intake) {
    return boundary.batches(ConnectionEvent.class, intake::on);
  }

  @Bean
  Consumer<Message<List<byte[]>>> credentials(KafkaBoundary boundary, ConnectionIntake intake) {
    return boundary.batches(CredentialEvent.class, intake::onCredentials);
  }

  @Bean
  Consumer<Message<List<byte[]>>> projects(KafkaBoundary boundary, ProjectIntake intake) {
    return boundary.batches(ProjectEvent.class, intake::on);
  }

  @Bean
  Consumer<Message<List<byte[]>>> syncRequests(KafkaBoundary boundary, RequestIntake intake) {
    return boundary.batches(SyncRequestEvent.class, intake::on);
  }

  @Bean
  Consumer<Message<List<byte[]>>> members(KafkaBoundary boundary, MemberIntake intake) {
    return boundary.batches(TeamMemberEvent.class, intake::on);
  }
}

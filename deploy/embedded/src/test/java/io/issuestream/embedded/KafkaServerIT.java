package io.issuestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
  private static final String PASSWORD = "of-the-test";

  @TempDir Path directory;

  @Test
  void keepsItsTopicsIsAdoptedWhenLeftRunningAndMakesNoTopicByItself() throws Exception {
    List<Integer> ports = Ports.free(2);
    KafkaSettings settings = settings(ports.get(0), ports.get(1), PASSWORD);
    try (KafkaServer server = KafkaServer.start(settings);
        Admin admin = server.administration()) {
      admin
          .createTopics(List.of(new NewTopic("kept", 3, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
      assertThatThrownBy(() -> send(server, "misspelt"))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }

    KafkaServer leftRunning = KafkaServer.start(settings);
    try (KafkaServer adopting = KafkaServer.start(settings);
        Admin admin = adopting.administration()) {
      assertThat(adopting.adopted()).isTrue();
      assertThat(adopting.process()).isEqualTo(leftRunning.process());
      assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).isEqualTo(Set.of("kept"));
    }
    assertThat(leftRunning.process().isAlive()).isFalse();
  }

  @Test
  void isStartedAnewWhenItsPasswordsAreOthers() throws Exception {
    List<Integer> ports = Ports.free(2);
    KafkaServer before = KafkaServer.start(settings(ports.get(0), ports.get(1), "before"));
    try (KafkaServer after = KafkaServer.start(settings(ports.get(0), ports.get(1), "after"));
        Admin admin = after.administration()) {
      assertThat(after.adopted()).isFalse();
      assertThat(before.process().isAlive()).isFalse();
      assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).isEmpty();
      assertThat(
              Files.getPosixFilePermissions(directory.resolve("data").resolve("server.properties")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void saysThatItsPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
      KafkaSettings settings = settings(taken.getLocalPort(), Ports.free(1).getFirst(), PASSWORD);

      assertThatThrownBy(() -> KafkaServer.start(settings))
          .isInstanceOf(ServerDidNotStart.class)
          .hasMessage("Kafka cannot listen on port " + taken.getLocalPort() + ": it is in use.");
    }
  }

  private static void send(KafkaServer server, String topic) throws Exception {
    Map<String, Object> settings = new HashMap<>(KafkaAccount.superuser(PASSWORD).clientSettings());
    settings.put("bootstrap.servers", server.bootstrapServers());
    settings.put("max.block.ms", 1000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "lost")).get(20, TimeUnit.SECONDS);
    }
  }

  private KafkaSettings settings(int port, int controllerPort, String password) {
    return new KafkaSettings(
        directory.resolve("data"),
        port,
        controllerPort,
        directory.resolve("kafka.log"),
        256,
        List.of("-XX:TieredStopAtLevel=1"),
        new KafkaAccess(password, List.of()));
  }
}

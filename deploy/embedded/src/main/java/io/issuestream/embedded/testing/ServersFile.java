package io.issuestream.embedded.testing;

import io.issuestream.embedded.Ports;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the servers of a build answer, as their launcher leaves it for the test processes.
 *
 * @param kafkaPort where everyone has an account
 * @param openKafkaPort where nobody is asked
 */
record ServersFile(int kafkaPort, int openKafkaPort, int postgresPort) {

  static Optional<ServersFile> read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    return Optional.of(
        new ServersFile(
            Integer.parseInt(properties.getProperty("kafka")),
            Integer.parseInt(properties.getProperty("kafka.open")),
            Integer.parseInt(properties.getProperty("postgres"))));
  }

  /** Appears whole or not at all: a test process reads it while it is being made. */
  void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        draft,
        "kafka=%d\nkafka.open=%d\npostgres=%d\n".formatted(kafkaPort, openKafkaPort, postgresPort));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String walledBootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  String bootstrapServers() {
    return "127.0.0.1:" + openKafkaPort;
  }

  boolean answers() {
    return !Ports.isFree(kafkaPort) && !Ports.isFree(postgresPort);
  }
}

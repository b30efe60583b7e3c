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

/** Where the servers of a build answer, as their launcher leaves it for the test processes. */
record ServersFile(int kafkaPort, int postgresPort) {

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
            Integer.parseInt(properties.getProperty("postgres"))));
  }

  /** Appears whole or not at all: a test process reads it while it is being made. */
  void write(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, "kafka=" + kafkaPort + "\npostgres=" + postgresPort + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  boolean answers() {
    return !Ports.isFree(kafkaPort) && !Ports.isFree(postgresPort);
  }
}

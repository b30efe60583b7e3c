package io.issuestream.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The broker's process: formats its log directory at the first start, then is {@code kafka.Kafka}.
 */
final class KafkaMain {
  private KafkaMain() {}

  /** Takes the path of {@code server.properties}. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
      format(file);
    }
    Kafka.main(args);
  }

  private static void format(Path file) {
    String cluster = Uuid.randomUuid().toString();
    int outcome =
        StorageTool.execute(
            new String[] {
              "format", "--standalone", "--cluster-id", cluster, "--config", file.toString()
            },
            System.out);
    if (outcome != 0) {
      System.exit(outcome);
    }
  }
}

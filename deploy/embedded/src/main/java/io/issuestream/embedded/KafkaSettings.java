package io.issuestream.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * How a single Kafka node, broker and controller in one, is run.
 *
 * @param dataDirectory made and formatted when it is missing; kept when the broker stops
 * @param port TCP port for clients, on the loopback address
 * @param controllerPort TCP port for the node's own controller, on the loopback address
 * @param log file the broker's log is appended to
 * @param heapMegabytes largest Java heap of the broker
 * @param jvmArguments more arguments for the broker's Java, before its main class
 * @param access who gets in
 */
public record KafkaSettings(
    Path dataDirectory,
    int port,
    int controllerPort,
    Path log,
    int heapMegabytes,
    List<String> jvmArguments,
    KafkaAccess access) {

  public KafkaSettings {
    jvmArguments = List.copyOf(jvmArguments);
  }
}

package io.issuestream.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code server.properties} of a single node. */
final class KafkaProperties {
  private KafkaProperties() {}

  static String of(KafkaSettings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", 1);
    all.put("log.dirs", settings.dataDirectory().resolve("logs"));
    network(all, settings.port(), settings.controllerPort());
    singleNode(all);
    retention(all);
    return all.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static void network(Map<String, Object> all, int port, int controllerPort) {
    all.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
    all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    all.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort);
    all.put("controller.listener.names", "CONTROLLER");
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("num.network.threads", 2);
    all.put("num.io.threads", 4);
  }

  private static void singleNode(Map<String, Object> all) {
    // Topics are declared by their owners; a misspelt one must fail, not appear.
    all.put("auto.create.topics.enable", false);
    for (String topic :
        new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
      all.put(topic + ".replication.factor", 1);
    }
    all.put("transaction.state.log.min.isr", 1);
    all.put("share.coordinator.state.topic.min.isr", 1);
    // Their defaults, 50 each, are for clusters; every partition costs files and start time here.
    all.put("offsets.topic.num.partitions", 5);
    all.put("transaction.state.log.num.partitions", 5);
    all.put("share.coordinator.state.topic.num.partitions", 1);
    all.put("group.initial.rebalance.delay.ms", 0);
    // After kill -9 the restart waits for the old session to end: with the defaults 13 s, so 6 s.
    all.put("broker.session.timeout.ms", 3000);
    all.put("broker.heartbeat.interval.ms", 1000);
  }

  private static void retention(Map<String, Object> all) {
    // Topics carry their own cleanup policy; this is for those that do not.
    all.put("log.retention.hours", 168);
    // An issue with a long changelog is more than the default of 1 MB.
    all.put("message.max.bytes", 8 * 1024 * 1024);
    // The default, 128 MB, would be a quarter of the broker's heap.
    all.put("log.cleaner.dedupe.buffer.size", 32 * 1024 * 1024);
  }
}

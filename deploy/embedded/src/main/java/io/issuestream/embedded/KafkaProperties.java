package io.issuestream.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@code server.properties} of a single node. */
final class KafkaProperties {
  private static final String CLIENTS = "CLIENTS";
  private static final String CONTROLLER = "CONTROLLER";
  private static final String OPEN = "OPEN";

  private KafkaProperties() {}

  static String of(KafkaSettings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", 1);
    all.put("log.dirs", settings.dataDirectory().resolve("logs"));
    network(all, settings);
    access(all, settings.access());
    singleNode(all);
    retention(all);
    return all.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static void network(Map<String, Object> all, KafkaSettings settings) {
    List<String> listeners = new ArrayList<>(List.of(CLIENTS + loopback(settings.port())));
    Integer open = settings.access().openPort();
    if (open != null) {
      listeners.add(OPEN + loopback(open));
    }
    all.put("advertised.listeners", String.join(",", listeners));
    listeners.add(CONTROLLER + loopback(settings.controllerPort()));
    all.put("listeners", String.join(",", listeners));
    all.put("controller.quorum.bootstrap.servers", "127.0.0.1:" + settings.controllerPort());
    all.put("controller.listener.names", CONTROLLER);
    all.put("inter.broker.listener.name", CLIENTS);
    all.put(
        "listener.security.protocol.map",
        "%s:SASL_PLAINTEXT,%s:SASL_PLAINTEXT,%s:PLAINTEXT".formatted(CLIENTS, CONTROLLER, OPEN));
    all.put("num.network.threads", 2);
    all.put("num.io.threads", 4);
  }

  private static String loopback(int port) {
    return "://127.0.0.1:" + port;
  }

  /**
   * Passwords stand in this file rather than in the cluster's metadata, as SCRAM's would: so they
   * are the ones of this start whatever the data directory was made with, and the controller, which
   * has no metadata before it is asked for some, can ask for one too.
   */
  private static void access(Map<String, Object> all, KafkaAccess access) {
    String superuser = "User:" + KafkaAccount.SUPERUSER;
    all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    all.put("super.users", access.openPort() == null ? superuser : superuser + ";User:ANONYMOUS");
    all.put("sasl.enabled.mechanisms", "PLAIN");
    all.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    all.put("sasl.mechanism.controller.protocol", "PLAIN");
    all.put(jaas(CLIENTS), login(access.superuser(), access.accounts()));
    all.put(jaas(CONTROLLER), login(access.superuser(), List.of()));
  }

  private static String jaas(String listener) {
    return "listener.name.%s.plain.sasl.jaas.config".formatted(listener.toLowerCase(Locale.ROOT));
  }

  /** As whom the broker itself comes in, and whom it lets in. */
  private static String login(KafkaAccount own, List<KafkaAccount> others) {
    return Stream.concat(Stream.of(own), others.stream())
        .map(account -> " user_%s=\"%s\"".formatted(account.name(), account.password()))
        .collect(
            Collectors.joining(
                "",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\""
                    .formatted(own.name(), own.password()),
                ";"));
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
    // A consumer learns of a rebalance with its next heartbeat, and every binding of a service that
    // starts makes one; the default is 5 s. One that was killed is missed after 10 s, not 45.
    all.put("group.consumer.min.heartbeat.interval.ms", 500);
    all.put("group.consumer.heartbeat.interval.ms", 500);
    all.put("group.consumer.min.session.timeout.ms", 10_000);
    all.put("group.consumer.session.timeout.ms", 10_000);
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

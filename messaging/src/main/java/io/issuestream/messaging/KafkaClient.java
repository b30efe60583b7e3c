package io.issuestream.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** The settings every Kafka client of a service shares. */
public final class KafkaClient {

  private KafkaClient() {}

  /** Address and security, to which a client adds its own. */
  public static Map<String, Object> settings(MessagingProperties.Kafka kafka) {
    var settings = new HashMap<String, Object>(kafka.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return settings;
  }
}

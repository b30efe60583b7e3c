package io.issuestream.embedded;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * An account of a broker, known to it as the principal {@code User:<name>}.
 *
 * @param name lower-case letters, digits and hyphens
 * @param password letters, digits, hyphens and underscores
 */
public record KafkaAccount(String name, String password) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  static final String SUPERUSER = "kafka";

  public KafkaAccount {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is no plain Kafka account's name.");
    }
    if (!PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "The password of " + name + " has other characters than letters, digits, - and _.");
    }
  }

  /** Who may do everything on a broker: the broker itself, and whoever looks after it. */
  public static KafkaAccount superuser(String password) {
    return new KafkaAccount(SUPERUSER, password);
  }

  /** What a Kafka client is to be told beside the broker's address to come in as this account. */
  public Map<String, String> clientSettings() {
    return clientSettings(name, password);
  }

  /** The same for names and passwords that are yet to be filled in. */
  public static Map<String, String> clientSettings(String name, String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(name, password));
  }

  @Override
  public String toString() {
    return "KafkaAccount[" + name + "]";
  }
}

package io.issuestream.local.parts;

import io.issuestream.embedded.KafkaAccount;
import io.issuestream.local.home.Home;
import io.issuestream.local.issuer.Tokens;
import io.issuestream.local.keys.ServiceKeys;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The environment variables that tell a service where it is: its database, Kafka, the issuer and
 * its keys.
 */
public final class ServiceEnvironment {
  private static final String ALLOWED_TARGETS = "ISSUESTREAM_JIRA_ALLOWEDPRIVATETARGETS";

  private ServiceEnvironment() {}

  public static Map<String, String> of(ServiceSpec service, Surroundings around) {
    Map<String, String> all = new HashMap<>();
    all.put("SERVER_PORT", Integer.toString(around.port()));
    all.put("SERVER_ADDRESS", "127.0.0.1");
    all.putAll(kafka(around.backing(), around.backing().kafkaAccounts().apply(service)));
    Backing.Database database = around.backing().databases().apply(service);
    all.put("SPRING_R2DBC_URL", database.r2dbcUrl());
    all.put("SPRING_R2DBC_USERNAME", database.application().name());
    all.put("SPRING_R2DBC_PASSWORD", database.application().password());
    all.put("SPRING_LIQUIBASE_URL", database.jdbcUrl());
    all.put("SPRING_LIQUIBASE_USER", database.owner().name());
    all.put("SPRING_LIQUIBASE_PASSWORD", database.owner().password());
    String jwt = "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_";
    all.put(
        jwt + "JWK_SET_URI", "http://127.0.0.1:" + around.frontDoorPort() + "/issuer/jwks.json");
    all.put(jwt + "ISSUER_URI", "http://localhost:" + around.frontDoorPort() + "/issuer");
    all.put(jwt + "AUDIENCES", Tokens.AUDIENCE);
    if (service.equals(ServiceSpec.INTEGRATION) || service.equals(ServiceSpec.SYNC_WORKER)) {
      // The sandbox is on this machine, where a Jira of the world outside never is. The caller may
      // say otherwise.
      all.put(ALLOWED_TARGETS, System.getenv().getOrDefault(ALLOWED_TARGETS, "loopback"));
    }
    all.putAll(keys(service, around.keys()));
    all.put("ISSUESTREAM_ERASURE_KEYFILE", around.keys().erasure().toString());
    // A rotation waits for services to have read their keys again.
    all.put("ISSUESTREAM_KEYS_LOOKEVERY", "1s");
    all.putAll(around.backing().settings());
    return all;
  }

  /** What tells a program where Kafka is, and as whom to come to it. */
  static Map<String, String> kafka(Backing backing, KafkaAccount account) {
    Map<String, String> all = new HashMap<>();
    all.put("ISSUESTREAM_KAFKA_BOOTSTRAP_SERVERS", backing.kafka());
    all.put("ISSUESTREAM_KAFKA_TOPIC_PREFIX", backing.topicPrefix());
    all.put("ISSUESTREAM_KAFKA_DECLARE_TOPICS", "false");
    account.clientSettings().forEach((name, value) -> all.put(kafkaVariable(name), value));
    return all;
  }

  private static String kafkaVariable(String property) {
    return "ISSUESTREAM_KAFKA_PROPERTIES_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static Map<String, String> keys(ServiceSpec service, ServiceKeys keys) {
    if (service.equals(ServiceSpec.INTEGRATION)) {
      return Map.of(
          "ISSUESTREAM_KEYS_AT_REST", keys.integrationAtRest().toString(),
          "ISSUESTREAM_KEYS_CREDENTIALS_PUBLIC", keys.credentialsPublic().toString());
    }
    if (service.equals(ServiceSpec.SYNC_WORKER)) {
      return Map.of(
          "ISSUESTREAM_KEYS_AT_REST", keys.syncAtRest().toString(),
          "ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE", keys.credentialsPrivate().toString());
    }
    return Map.of();
  }

  /** Where a service runs. */
  public record Surroundings(int port, Backing backing, int frontDoorPort, ServiceKeys keys) {

    /** In a home, on the home's own servers. */
    public static Surroundings of(ServiceSpec service, Home home) {
      return of(home.ports().service(service.place()), home, Backing.own(home));
    }

    static Surroundings of(int port, Home home, Backing backing) {
      return new Surroundings(port, backing, home.ports().frontDoor(), ServiceKeys.in(home.keys()));
    }
  }
}

package io.issuestream.local.parts;

import java.util.Map;
import java.util.function.Function;

/**
 * What services stand on: the stack's own servers, or others that run already.
 *
 * @param kafka bootstrap servers
 * @param topicPrefix put before every topic; empty where the broker is the stack's alone
 * @param databases each service's own
 * @param settings more environment variables for every service
 */
public record Backing(
    String kafka,
    String topicPrefix,
    Function<ServiceSpec, Database> databases,
    Map<String, String> settings) {

  /** A database with the account that owns it. */
  public record Database(String r2dbcUrl, String jdbcUrl, String username, String password) {}

  /** The servers that the stack starts itself, on these ports. */
  static Backing own(int kafkaPort, int postgresPort) {
    String place = "postgresql://127.0.0.1:" + postgresPort + "/";
    return new Backing(
        "127.0.0.1:" + kafkaPort,
        "",
        // PostgreSQL trusts connections from this machine; drivers want a password nevertheless.
        service ->
            new Database(
                "r2dbc:" + place + service.database(),
                "jdbc:" + place + service.database(),
                service.database(),
                "trusted"),
        Map.of());
  }
}

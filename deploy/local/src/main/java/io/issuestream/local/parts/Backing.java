package io.issuestream.local.parts;

import io.issuestream.embedded.DatabaseAccount;
import io.issuestream.embedded.KafkaAccount;
import io.issuestream.local.home.Home;
import java.util.Map;
import java.util.function.Function;

/**
 * What services stand on: the stack's own servers, or others that run already.
 *
 * @param kafka bootstrap servers
 * @param kafkaAccounts as whom each service comes to Kafka, where its topics and permissions are
 * @param topicPrefix put before every topic; empty where the broker is the stack's alone
 * @param databases each service's own
 * @param settings more environment variables for every service
 */
public record Backing(
    String kafka,
    Function<ServiceSpec, KafkaAccount> kafkaAccounts,
    String topicPrefix,
    Function<ServiceSpec, Database> databases,
    Map<String, String> settings) {

  /** A database, the account that owns and migrates it, and the one that works with it. */
  public record Database(
      String r2dbcUrl, String jdbcUrl, DatabaseAccount owner, DatabaseAccount application) {}

  /** The servers that the stack of this home starts itself. */
  static Backing own(Home home) {
    String place = "postgresql://127.0.0.1:" + home.ports().postgres() + "/";
    DatabaseAccounts accounts = DatabaseAccounts.in(home);
    return new Backing(
        "127.0.0.1:" + home.ports().kafka(),
        KafkaAccounts.in(home)::of,
        "",
        service ->
            new Database(
                "r2dbc:" + place + service.database(),
                "jdbc:" + place + service.database(),
                accounts.owner(service),
                accounts.application(service)),
        Map.of());
  }
}

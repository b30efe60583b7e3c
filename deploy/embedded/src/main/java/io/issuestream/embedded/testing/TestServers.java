package io.issuestream.embedded.testing;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.DatabaseAccount;
import io.issuestream.embedded.KafkaAccount;
import io.issuestream.embedded.KafkaWalls;
import io.issuestream.embedded.PostgresDatabases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;

/**
 * The Kafka and the PostgreSQL of this build.
 *
 * <p>The first test process that asks has them started by a process of their own, which ends with
 * everything it started as soon as Maven ends, however that happens; later test processes, of
 * whichever module, use the same ones. Outside Maven they live as long as the test process. Data
 * does not outlive them.
 */
public final class TestServers {
  static final String SUPERUSER_PASSWORD = "superuser-of-tests";

  private static final DatabaseAccount OWNER = new DatabaseAccount("issuestream", "owner-of-tests");
  private static final DatabaseAccount APPLICATION =
      new DatabaseAccount("issuestream_app", "application-of-tests");

  private final ServersFile addresses;

  private TestServers(ServersFile addresses) {
    this.addresses = addresses;
  }

  /**
   * The servers of this build, started when this is the first to ask; answers within three minutes
   * or says why not.
   */
  public static TestServers get() {
    return Shared.SERVERS;
  }

  /** Kafka without walls, where a test writes and reads as whoever it pleases. */
  public String bootstrapServers() {
    return addresses.bootstrapServers();
  }

  /** Kafka with walls, where services come in, each with its account. */
  public String walledBootstrapServers() {
    return addresses.walledBootstrapServers();
  }

  /** A principal's account, where there are walls. */
  public static KafkaAccount kafkaAccount(Principal principal) {
    return new KafkaAccount(principal.principalName(), kafkaPassword(principal.principalName()));
  }

  static List<KafkaAccount> kafkaAccounts() {
    return Arrays.stream(Principal.values()).map(TestServers::kafkaAccount).toList();
  }

  static String kafkaPassword(String principal) {
    return principal + "-of-tests";
  }

  /** Makes all topics under a prefix, and the permissions of all principals on them. */
  public void raiseWalls(String topicPrefix) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      new KafkaWalls(admin, topicPrefix).raise();
    }
  }

  /**
   * A fresh, empty database.
   *
   * @param hint letters and digits that help to tell its name from others; others are left out
   */
  public TestDatabase newDatabase(String hint) {
    return newDatabase(hint, OWNER, APPLICATION);
  }

  /** The same with accounts of one's own, as each service has them. */
  public TestDatabase newDatabase(String hint, DatabaseAccount owner, DatabaseAccount application) {
    PostgresDatabases databases =
        PostgresDatabases.on(addresses.postgresPort(), SUPERUSER_PASSWORD);
    String name = "t_" + plain(hint) + "_" + suffix();
    databases.ensure(name, owner, application);
    return new TestDatabase(databases.r2dbcUrl(name), databases.jdbcUrl(name), owner, application);
  }

  /**
   * A prefix for topic, group and transaction names that no other test has, ending with a dot:
   * {@code "sync-k3f9a."}.
   *
   * @param hint letters and digits that help to tell it from others; others are left out
   */
  public String newTopicPrefix(String hint) {
    return plain(hint) + "-" + suffix() + ".";
  }

  /** Who sees every row of every table, for tests that look at what was stored. */
  public DatabaseAccount superuser() {
    return new DatabaseAccount("postgres", SUPERUSER_PASSWORD);
  }

  /** Where the broker's files lie: a directory for each partition. */
  public Path partitions() {
    return ServersOfBuild.find().directory().resolve("kafka").resolve("logs");
  }

  private static String plain(String hint) {
    String kept = hint.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return kept.substring(0, Math.min(kept.length(), 24));
  }

  /** Random rather than counted: several test processes take names at the same time. */
  private static String suffix() {
    return Long.toString(
        ThreadLocalRandom.current().nextLong(36L * 36 * 36 * 36 * 36, 36L * 36 * 36 * 36 * 36 * 36),
        36);
  }

  /** Starts once per process, when first asked for. */
  private static final class Shared {
    static final TestServers SERVERS = new TestServers(ServersOfBuild.find().startedOrReused());
  }
}

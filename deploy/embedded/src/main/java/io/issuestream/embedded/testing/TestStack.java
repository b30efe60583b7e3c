package io.issuestream.embedded.testing;

import io.issuestream.embedded.KafkaAccount;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What one test class has to itself on the shared servers: a database, and all topics under a
 * prefix.
 *
 * @param bootstrapServers Kafka without walls, for the test itself
 * @param walledBootstrapServers the same with walls, for the service under test
 */
public record TestStack(
    String bootstrapServers,
    String walledBootstrapServers,
    String topicPrefix,
    TestDatabase database) {
  private static final String SERVICE = "${spring.application.name}";

  /**
   * Takes a new database and topic prefix and hands their addresses to an application under test,
   * as {@code TestStack.register(registry::add)} in a {@code @DynamicPropertySource} method.
   */
  public static TestStack register(BiConsumer<String, Supplier<Object>> properties) {
    return register("test", properties);
  }

  /**
   * The same, under a name that shows in database and topic names.
   *
   * @param hint letters and digits; others are left out
   */
  public static TestStack register(String hint, BiConsumer<String, Supplier<Object>> properties) {
    TestStack stack = create(hint);
    stack.handTo(properties);
    return stack;
  }

  /** Takes a new database and topic prefix. */
  public static TestStack create(String hint) {
    TestServers servers = TestServers.get();
    String topicPrefix = servers.newTopicPrefix(hint);
    servers.raiseWalls(topicPrefix);
    return new TestStack(
        servers.bootstrapServers(),
        servers.walledBootstrapServers(),
        topicPrefix,
        servers.newDatabase(hint));
  }

  /**
   * Hands the addresses over under the names that Issuestream's services read. Each comes to Kafka
   * with its own account, which it finds by its own name.
   */
  public void handTo(BiConsumer<String, Supplier<Object>> properties) {
    properties.accept("issuestream.kafka.bootstrap-servers", this::walledBootstrapServers);
    properties.accept("issuestream.kafka.topic-prefix", this::topicPrefix);
    properties.accept("issuestream.kafka.declare-topics", () -> false);
    KafkaAccount.clientSettings(SERVICE, TestServers.kafkaPassword(SERVICE))
        .forEach((name, value) ->
            properties.accept("issuestream.kafka.properties." + name, () -> value));
    properties.accept("spring.r2dbc.url", database::r2dbcUrl);
    properties.accept("spring.r2dbc.username", () -> database.application().name());
    properties.accept("spring.r2dbc.password", () -> database.application().password());
    properties.accept("spring.liquibase.url", database::jdbcUrl);
    properties.accept("spring.liquibase.user", () -> database.owner().name());
    properties.accept("spring.liquibase.password", () -> database.owner().password());
  }
}

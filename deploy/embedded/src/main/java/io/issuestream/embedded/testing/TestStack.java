package io.issuestream.embedded.testing;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What one test class has to itself on the shared servers: a database and a prefix for its topics.
 */
public record TestStack(String bootstrapServers, String topicPrefix, TestDatabase database) {

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
    return new TestStack(
        servers.bootstrapServers(), servers.newTopicPrefix(hint), servers.newDatabase(hint));
  }

  /** Hands the addresses over under the names that Issuestream's services read. */
  public void handTo(BiConsumer<String, Supplier<Object>> properties) {
    properties.accept("issuestream.kafka.bootstrap-servers", this::bootstrapServers);
    properties.accept("issuestream.kafka.topic-prefix", this::topicPrefix);
    properties.accept("spring.r2dbc.url", database::r2dbcUrl);
    properties.accept("spring.r2dbc.username", () -> database.application().name());
    properties.accept("spring.r2dbc.password", () -> database.application().password());
    properties.accept("spring.liquibase.url", database::jdbcUrl);
    properties.accept("spring.liquibase.user", () -> database.owner().name());
    properties.accept("spring.liquibase.password", () -> database.owner().password());
  }
}

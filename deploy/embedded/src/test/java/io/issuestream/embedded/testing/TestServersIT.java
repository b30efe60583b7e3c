package io.issuestream.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TestServersIT {

  @Test
  void givesEachTestAnEmptyDatabaseOwnedByAnOrdinaryAccount() throws Exception {
    TestDatabase first = TestServers.get().newDatabase("First!");
    TestDatabase second = TestServers.get().newDatabase("first");

    assertThat(first.jdbcUrl()).isNotEqualTo(second.jdbcUrl());
    try (Connection connection =
            DriverManager.getConnection(first.jdbcUrl(), first.username(), first.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table mine(id int)");
      try (ResultSet rows =
          statement.executeQuery(
              "select rolsuper, rolbypassrls from pg_roles where rolname = current_user")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getBoolean(1)).as("superuser").isFalse();
        assertThat(rows.getBoolean(2)).as("passes row-level security").isFalse();
      }
    }
  }

  @Test
  void carriesATransactionalRecordFromProducerToConsumer() throws Exception {
    TestServers servers = TestServers.get();
    String topic = servers.newTopicPrefix("carry") + "topic";
    Map<String, Object> client = Map.of("bootstrap.servers", servers.bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
    Map<String, Object> producing = new HashMap<>(client);
    producing.put("transactional.id", topic);
    try (var producer =
        new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "key", "value")).get(20, TimeUnit.SECONDS);
      producer.commitTransaction();
    }
    Map<String, Object> consuming = new HashMap<>(client);
    consuming.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(consuming, new StringDeserializer(), new StringDeserializer())) {
      Set<TopicPartition> partition = Set.of(new TopicPartition(topic, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      assertThat(consumer.poll(Duration.ofSeconds(20)))
          .extracting(ConsumerRecord::value)
          .containsExactly("value");
    }
  }

  @Test
  void handsTheAddressesOverUnderTheNamesThatServicesRead() {
    Map<String, Supplier<Object>> properties = new HashMap<>();

    TestStack stack = TestStack.register(properties::put);

    assertThat(properties.keySet())
        .containsExactlyInAnyOrder(
            "issuestream.kafka.bootstrap-servers",
            "issuestream.kafka.topic-prefix",
            "issuestream.kafka.declare-topics",
            "issuestream.kafka.properties.security.protocol",
            "issuestream.kafka.properties.sasl.mechanism",
            "issuestream.kafka.properties.sasl.jaas.config",
            "spring.r2dbc.url",
            "spring.r2dbc.username",
            "spring.r2dbc.password",
            "spring.liquibase.url",
            "spring.liquibase.user",
            "spring.liquibase.password");
    assertThat(properties)
        .hasEntrySatisfying(
            "issuestream.kafka.topic-prefix",
            value -> assertThat(value.get()).isEqualTo(stack.topicPrefix()));
    assertThat(stack.topicPrefix()).matches("test-[a-z0-9]+\\.");
  }
}

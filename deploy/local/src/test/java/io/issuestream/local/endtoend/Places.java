package io.issuestream.local.endtoend;

import io.issuestream.embedded.DatabaseAccount;
import io.issuestream.embedded.testing.TestDatabase;
import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.parts.ServiceSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.postgresql.PGConnection;

/** Everything that a running stack has written, place by place, as bytes. */
record Places(RunningStack running) {

  /** Every table of every service, whole, as a superuser copies it out. */
  Map<String, byte[]> tables() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (ServiceSpec service : ServiceSpec.ALL) {
      try (Connection connection = superuser(service)) {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (String table : tables(connection)) {
          var rows = new ByteArrayOutputStream();
          copies.copyOut("copy (select * from " + table + ") to stdout", rows);
          all.put(service.database() + " " + table, rows.toByteArray());
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  Connection superuser(ServiceSpec service) throws SQLException {
    TestDatabase database = running.databases().get(service);
    DatabaseAccount superuser = TestServers.get().superuser();
    return DriverManager.getConnection(database.jdbcUrl(), superuser.name(), superuser.password());
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.oid::regclass::text from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'm')
                  and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                order by 1
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** Every record of every topic, unpacked, those of broken-off transactions too. */
  Map<String, byte[]> records() {
    Map<String, ByteArrayOutputStream> all = new LinkedHashMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestServers.get().bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().startsWith(running.topicPrefix()))
              .peek(topic -> all.put("topic " + topic.getKey(), new ByteArrayOutputStream()))
              .flatMap(topic -> topic.getValue().stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          write(record, all.get("topic " + record.topic()));
        }
      }
    }
    Map<String, byte[]> bytes = new LinkedHashMap<>();
    all.forEach((topic, records) -> bytes.put(topic, records.toByteArray()));
    return bytes;
  }

  private static void write(ConsumerRecord<byte[], byte[]> record, ByteArrayOutputStream out) {
    write(record.key(), out);
    record
        .headers()
        .forEach(header -> {
          write(header.key().getBytes(StandardCharsets.UTF_8), out);
          write(header.value(), out);
        });
    write(record.value(), out);
  }

  private static void write(byte[] bytes, ByteArrayOutputStream out) {
    if (bytes != null) {
      out.writeBytes(bytes);
    }
    out.write('\n');
  }

  /**
   * The broker's files as they lie there, packed or not: our topics' and its own. Indexes, which
   * hold numbers only and take megabytes each, are left out.
   */
  List<Path> segments() {
    return files(
        TestServers.get().partitions(),
        path -> {
          String partition = path.getParent().getFileName().toString();
          return (partition.startsWith(running.topicPrefix()) || partition.startsWith("__"))
              && !path.toString().endsWith("index");
        });
  }

  /** The logs of every part, older ones included. */
  List<Path> logs() {
    return files(running.stack().home().logs(), path -> true);
  }

  private static List<Path> files(Path directory, Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(wanted).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

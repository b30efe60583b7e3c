package io.issuestream.local.endtoend;

import com.github.luben.zstd.Zstd;
import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.parts.ServiceSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postgresql.PGConnection;

/**
 * Looks for somebody in all that is written of a team, or of all teams: every row of every table,
 * what is compressed in them unpacked, every record there still is, and the broker's files.
 */
record TeamTraces(RunningStack running, SecretSearch search) {

  /** Where somebody is found in a team's rows, as {@code database table}; every team's for "". */
  Set<String> inTables(String team) {
    Set<String> found = new TreeSet<>();
    tables(team, (table, rows) -> add(found, table, rows));
    return found;
  }

  /** Tables with rows of a team. */
  Set<String> tablesWithRows(String team) {
    Set<String> found = new TreeSet<>();
    tables(
        team,
        (table, rows) -> {
          if (rows.length > 0) {
            found.add(table);
          }
        });
    return found;
  }

  private void tables(String team, BiConsumer<String, byte[]> visitor) {
    for (ServiceSpec service : ServiceSpec.ALL) {
      try (Connection connection = new Places(running).superuser(service)) {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Map.Entry<String, Boolean> table : catalogue(connection).entrySet()) {
          if (team.isEmpty() || table.getValue()) {
            var rows = new ByteArrayOutputStream();
            copies.copyOut(
                "copy (select * from "
                    + table.getKey()
                    + (team.isEmpty() ? "" : " where team_id = '" + team + "'")
                    + ") to stdout",
                rows);
            visitor.accept(service.database() + " " + table.getKey(), rows.toByteArray());
          }
        }
        if (service.equals(ServiceSpec.SYNC_WORKER)) {
          visitor.accept("sync issue_raw", unpacked(connection, team));
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Tables, and whether their rows are a team's. */
  private static Map<String, Boolean> catalogue(Connection connection) throws SQLException {
    Map<String, Boolean> tables = new LinkedHashMap<>();
    try (var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.oid::regclass::text, exists (
                  select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'team_id')
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'm')
                  and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
                order by 1
                """)) {
      while (rows.next()) {
        tables.put(rows.getString(1), rows.getBoolean(2));
      }
    }
    return tables;
  }

  private static byte[] unpacked(Connection connection, String team) throws SQLException {
    var all = new ByteArrayOutputStream();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select raw, raw_size from issue_raw where ? in ('', team_id)")) {
      statement.setString(1, team);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.writeBytes(Zstd.decompress(rows.getBytes(1), rows.getInt(2)));
          all.write('\n');
        }
      }
    }
    return all.toByteArray();
  }

  /** Topics on which somebody is found in a team's records; every team's for "". */
  Set<String> onTopics(String team) {
    Set<String> found = new TreeSet<>();
    records(
        team,
        record -> {
          var bytes = new ByteArrayOutputStream();
          bytes.writeBytes(record.key().getBytes(StandardCharsets.UTF_8));
          record.headers().forEach(header -> bytes.writeBytes(header.value()));
          if (record.value() != null) {
            bytes.writeBytes(record.value());
          }
          add(found, name(record), bytes.toByteArray());
        });
    return found;
  }

  /** Topics that have keys of a team. */
  Set<String> topicsWithKeys(String team) {
    Set<String> found = new TreeSet<>();
    records(team, record -> found.add(name(record)));
    return found;
  }

  private String name(ConsumerRecord<String, byte[]> record) {
    return "topic " + record.topic().substring(running.topicPrefix().length());
  }

  private void records(String team, Consumer<ConsumerRecord<String, byte[]>> visitor) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestServers.get().bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_uncommitted"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().startsWith(running.topicPrefix()))
              .flatMap(topic -> topic.getValue().stream())
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (record.key() != null && (team.isEmpty() || keyOf(record).startsWith(team + "/"))) {
            visitor.accept(record);
          }
        }
      }
    }
  }

  /** A dead letter has its own key, and tells its record's in a header. */
  private static String keyOf(ConsumerRecord<String, byte[]> record) {
    Header origin = record.headers().lastHeader("dlt_origin_key");
    return origin == null ? record.key() : new String(origin.value(), StandardCharsets.UTF_8);
  }

  /** Files of the broker's in which somebody is found, packed or not. */
  Set<String> inSegments() {
    Set<String> found = new TreeSet<>();
    for (Path file : new Places(running).segments()) {
      if (file.getParent().getFileName().toString().startsWith(running.topicPrefix())) {
        try {
          add(found, "segment " + file.getParent().getFileName(), Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
          // Compacted away while we looked.
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return found;
  }

  /** Logs in which somebody is found. */
  Set<String> inLogs() {
    Set<String> found = new TreeSet<>();
    for (Path file : new Places(running).logs()) {
      try {
        add(found, "log " + file.getFileName(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private void add(Set<String> found, String where, byte[] bytes) {
    if (!search.in(where, bytes).isEmpty()) {
      found.add(where);
    }
  }
}

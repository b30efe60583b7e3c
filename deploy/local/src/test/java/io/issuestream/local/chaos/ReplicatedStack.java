package io.issuestream.local.chaos;

import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.Ports;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.stack.StackNotStarted;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole stack as it is started by {@code ./issuestream up --replicas 2}, on data of its own.
 * {@code -Dissuestream.chaos.replicas=1,sync-worker=2} makes it another number than a test asks
 * for, and {@code -Dissuestream.chaos.keep=true} leaves it up for the next run.
 */
final class ReplicatedStack implements AutoCloseable {
  private static final boolean KEEP = Boolean.getBoolean("issuestream.chaos.keep");

  /**
   * Leases and breakers end sooner than a stop does, and whatever waits waits shortly. In a minute
   * more is deleted than anywhere else in a month; no admin is asked whether that is meant.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "JIRA_RATE_LIMIT_PER_SECOND", "100000",
          "SYNC_INTERVAL_MINUTES", "1",
          "CIRCUIT_BREAKER_RECOVERY_TIMEOUT", "2",
          "ISSUESTREAM_SYNC_LEASE", "4s",
          "ISSUESTREAM_SYNC_RUNBACKOFF", "500ms",
          "ISSUESTREAM_SYNC_CENSUS_SWEEPEVERY", "0s",
          "ISSUESTREAM_SYNC_CENSUS_MOSTVANISHED", "1",
          "ISSUESTREAM_OUTBOX_LEASE", "4s",
          "ISSUESTREAM_METRICS_RECOMPUTE_CLAIM", "4s");

  private static final Duration START = Duration.ofMinutes(20);

  private final Stack stack;
  private final Replicas replicas;

  private ReplicatedStack(Stack stack, Replicas replicas) {
    this.stack = stack;
    this.replicas = replicas;
  }

  static ReplicatedStack start(String name, Replicas asked, Map<String, String> more) {
    String other = System.getProperty("issuestream.chaos.replicas");
    Replicas replicas = other == null ? asked : Replicas.parse(other);
    Path root = Path.of(System.getProperty("issuestream.root", "../.."));
    Path directory = root.resolve("target").resolve(name);
    Stack stack = new Stack(new Home(root, directory, KEEP ? new PortPlan(11_000) : freePorts()));
    if (KEEP && stack.running().isPresent()) {
      return new ReplicatedStack(stack, replicas);
    }
    // Of an earlier run that was killed.
    stack.stop();
    delete(directory.resolve("data"));
    delete(directory.resolve("logs"));
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    ReplicatedStack replicated = new ReplicatedStack(stack, replicas);
    try {
      replicated.start(settings);
    } catch (RuntimeException | Error e) {
      replicated.close();
      throw e;
    }
    return replicated;
  }

  /** On a busy machine ten services take longer to start than people are asked to wait. */
  private void start(Map<String, String> settings) {
    try {
      stack.start(new Shape(true, replicas), settings, change -> {});
    } catch (StackNotStarted late) {
      if (stack.running().isEmpty()) {
        throw late;
      }
      awaitReady(START);
    }
  }

  Stack stack() {
    return stack;
  }

  StackState state() {
    return stack.running().orElseThrow(() -> new IllegalStateException("The supervisor is gone"));
  }

  /** The parts of a service. */
  List<String> replicas(ServiceSpec service) {
    return replicas.of(service).stream().map(Replicas.Replica::name).toList();
  }

  /** A part's process; empty while it has none. */
  java.util.Optional<ProcessHandle> process(String part) {
    return state().part(part).flatMap(PartStatus::alive);
  }

  /** Sends a signal by its name, such as {@code STOP}. */
  static void signal(ProcessHandle process, String name) {
    try {
      var _ =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void awaitReady(Duration bound) {
    await("every part of " + stack.home().directory())
        .atMost(bound)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> state().allReady());
  }

  /** What Kafka's clients are to be told to come in as the superuser. */
  Map<String, Object> kafka() {
    Map<String, Object> settings =
        new HashMap<>(KafkaAccounts.in(stack.home()).superuser().clientSettings());
    settings.put("bootstrap.servers", "127.0.0.1:" + stack.home().ports().kafka());
    return settings;
  }

  /** A service's database, as one who sees every row. */
  Connection database(ServiceSpec service) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + stack.home().ports().postgres()
            + "/"
            + service.database()
            + "?connectTimeout=2",
        "postgres",
        DatabaseAccounts.in(stack.home()).superuserPassword());
  }

  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> List<T> query(ServiceSpec service, String sql, Row<T> read) {
    try (Connection connection = database(service);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(read.of(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(service.name() + ": " + e.getMessage(), e);
    }
  }

  long number(ServiceSpec service, String sql) {
    return query(service, sql, row -> row.getLong(1)).getFirst();
  }

  void execute(ServiceSpec service, String sql) {
    try (Connection connection = database(service);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(service.name() + ": " + e.getMessage(), e);
    }
  }

  /** The topics of what could not be processed. */
  List<String> deadLetters() {
    try (Admin admin = Admin.create(kafka())) {
      return admin.listTopics().names().get().stream()
          .filter(topic -> topic.endsWith(".dlt"))
          .sorted()
          .toList();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stack
        .lastKnown()
        .ifPresent(state ->
            state.parts().forEach(part -> part.alive().ifPresent(alive -> signal(alive, "CONT"))));
    if (!KEEP) {
      stack.stop();
    }
  }

  private static void delete(Path directory) {
    try {
      io.issuestream.embedded.Directories.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PortPlan freePorts() {
    for (int attempt = 0; attempt < 50; attempt++) {
      PortPlan plan = new PortPlan(ThreadLocalRandom.current().nextInt(12_000, 22_000));
      boolean free =
          IntStream.concat(
                  plan.all().stream().mapToInt(Integer::intValue),
                  IntStream.range(0, ServiceSpec.ALL.size()).map(place -> plan.service(place, 2)))
              .allMatch(Ports::isFree);
      if (free) {
        return plan;
      }
    }
    throw new IllegalStateException("No free ports were found.");
  }
}

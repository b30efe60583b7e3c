package io.issuestream.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.DatabaseAccount;
import io.issuestream.embedded.Ports;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.SampleJar;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.parts.Shape;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack as processes, with real servers; the services' places are taken by samples. */
class StackIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Stack stack = new Stack(new Home(Path.of(""), Path.of(""), new PortPlan(0)));

  @BeforeEach
  void build() throws Exception {
    for (String module : StackParts.modules(true)) {
      SampleJar.write(directory, module);
    }
    PortPlan ports = new PortPlan(ThreadLocalRandom.current().nextInt(12_000, 22_000));
    stack = new Stack(new Home(directory, directory.resolve("home"), ports));
  }

  @AfterEach
  void stop() {
    stack.stop();
  }

  @Test
  void comesUpAnswersAtOneDoorSurvivesCrashesAndKeepsItsData() throws Exception {
    Shape shape = new Shape(true, Replicas.parse("1,sync-worker=2"));
    StackState state = stack.start(shape, change -> {});
    assertThat(state.allReady()).isTrue();
    assertThat(part(state, "sync-worker-2").port())
        .isEqualTo(part(state, "sync-worker").port() + 20);
    assertThat(get("/api/v1/issues").body())
        .contains(
            "SPRING_R2DBC_URL=r2dbc:postgresql://127.0.0.1:"
                + stack.home().ports().postgres()
                + "/sync")
        .contains("ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE=" + stack.home().keys())
        .doesNotContain("ISSUESTREAM_KEYS_CREDENTIALS_PUBLIC");
    execute("create table kept as select 42 as answer");
    write("jira.issues", "before");
    assertThat(kcat("jira.issues")).endsWith("\nbefore\n");
    assertThat(kcat("jira.users")).contains("Topic authorization failed");
    assertThat(kcat("-X", "sasl.password=guessed", "jira.issues"))
        .contains("ERROR")
        .doesNotContain("before");

    part(state, "sync-worker-2").alive().orElseThrow().destroyForcibly();
    for (int i = 0; i < 4; i++) {
      assertThat(get("/api/v1/issues").statusCode()).as("by the other replica").isEqualTo(200);
    }
    await().atMost(BOUND).until(() -> stack.running().orElseThrow().allReady());
    killAndAwaitAgain("sync-worker");
    assertThat(get("/api/v1/issues").statusCode()).isEqualTo(200);
    killAndAwaitAgain("postgresql");
    killAndAwaitAgain("kafka");
    write("jira.issues", "after");
    assertThat(kcat("jira.issues")).endsWith("\nbefore\nafter\n");

    assertThat(stack.stop()).isEqualTo(new StackStop.Outcome(true, List.of()));
    assertThat(stack.running()).isEmpty();
    assertThat(stack.lastKnown().orElseThrow().parts()).allMatch(part -> part.alive().isEmpty());

    stack.start(true, change -> {});
    assertThat(execute("select answer from kept")).isEqualTo("42");
  }

  @Test
  @Tag("proof")
  void isTakenOverWhenItsSupervisorWasKilled() {
    StackState before = stack.start(false, change -> {});
    ProcessHandle kafka = part(before, "kafka").alive().orElseThrow();
    ProcessHandle worker = part(before, "sync-worker").alive().orElseThrow();
    before.aliveSupervisor().orElseThrow().destroyForcibly();
    await().atMost(BOUND).until(() -> stack.running().isEmpty());

    StackState after = stack.start(false, change -> {});

    assertThat(part(after, "kafka").alive()).as("the broker was adopted").contains(kafka);
    assertThat(worker.isAlive()).as("services were started anew").isFalse();
    assertThat(stack.stop().wasRunning()).isTrue();
    assertThat(kafka.isAlive()).isFalse();
  }

  @Test
  void saysBeforeStartingThatAPortIsInUse() throws Exception {
    int port = stack.home().ports().frontDoor();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(Ports.loopback(), port));

      assertThatExceptionOfType(StackNotStarted.class)
          .isThrownBy(() -> stack.start(false, change -> {}))
          .withMessageContaining(
              "Port " + port + ", which the front door needs, is in use by process");
    }
    assertThat(stack.lastKnown()).isEmpty();
  }

  private void killAndAwaitAgain(String name) {
    PartStatus before = part(stack.running().orElseThrow(), name);
    before.alive().orElseThrow().destroyForcibly();
    await()
        .atMost(BOUND)
        .until(() -> {
          StackState now = stack.running().orElseThrow();
          Optional<ProcessHandle> process = part(now, name).alive();
          return now.allReady() && process.isPresent() && !process.equals(before.alive());
        });
    assertThat(part(stack.running().orElseThrow(), name).restarts()).isEqualTo(1);
  }

  private static PartStatus part(StackState state, String name) {
    return state.part(name).orElseThrow();
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = stack.frontDoor().resolve(path);
      return client.send(
          HttpRequest.newBuilder(uri).timeout(BOUND).build(), BodyHandlers.ofString());
    }
  }

  /** As the service does that owns the topic. */
  private void write(String topic, String value) throws Exception {
    Map<String, Object> settings =
        new HashMap<>(KafkaAccounts.in(stack.home()).of(ServiceSpec.SYNC_WORKER).clientSettings());
    settings.put("bootstrap.servers", "127.0.0.1:" + stack.home().ports().kafka());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "alpha/1", value)).get();
    }
  }

  /** A topic as {@code kcat} reads it with the reader's settings, or what it says. */
  private String kcat(String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("kcat", "-F"));
    command.add(KafkaAccounts.kcatFile(stack.home()).toString());
    command.addAll(List.of("-C", "-q", "-e", "-o", "beginning"));
    command.addAll(List.of(more).subList(0, more.length - 1));
    command.addAll(List.of("-t", more[more.length - 1]));
    Process kcat = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(kcat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    kcat.waitFor();
    return said;
  }

  private String execute(String sql) throws Exception {
    DatabaseAccount owner = DatabaseAccounts.in(stack.home()).owner(ServiceSpec.SYNC_WORKER);
    String url =
        "jdbc:postgresql://127.0.0.1:"
            + stack.home().ports().postgres()
            + "/"
            + ServiceSpec.SYNC_WORKER.database();
    try (Connection connection = DriverManager.getConnection(url, owner.name(), owner.password());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet rows = statement.getResultSet()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}

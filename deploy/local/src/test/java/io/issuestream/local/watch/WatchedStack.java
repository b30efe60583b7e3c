package io.issuestream.local.watch;

import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.Ports;
import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Connection;
import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.PartStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The whole stack with servers of its own, whose parts and data a test may harm. */
record WatchedStack(Stack stack) implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(3);

  static WatchedStack start(Path root, String name, Map<String, String> settings)
      throws IOException {
    Path directory = root.resolve("target").resolve(name);
    WatchedStack watched = new WatchedStack(new Stack(new Home(root, directory, freePorts())));
    // Of an earlier run that was killed.
    watched.stack.stop();
    Directories.delete(directory.resolve("data"));
    Directories.delete(directory.resolve("logs"));
    try {
      watched.stack.start(true, settings, change -> {});
    } catch (RuntimeException | Error failure) {
      watched.close();
      throw failure;
    }
    return watched;
  }

  private static PortPlan freePorts() {
    PortPlan plan;
    do {
      plan = new PortPlan(ThreadLocalRandom.current().nextInt(12_000, 22_000));
    } while (!plan.all().stream().allMatch(Ports::isFree));
    return plan;
  }

  Api admin(String team) {
    return stack.api(team, TokenRole.TEAM_ADMIN);
  }

  /** A service's API as a team's admin, past the front door, which does not wait long. */
  Api direct(ServiceSpec service, String team) {
    String token = stack.tokens().issue("admin", team, TokenRole.TEAM_ADMIN, Duration.ofHours(1));
    int port = stack.home().ports().service(service.place());
    return new Api(URI.create("http://127.0.0.1:" + port), Optional.of(token));
  }

  Api sandbox() {
    return stack.sandboxApi();
  }

  /** Connects a team of its own to the sandbox and selects projects, whose first sync begins. */
  Api onboarded(String team, String... projects) {
    Api admin = admin(team);
    var _ = new Connection(admin).connectTo(Surface.CLOUD.of(stack.sandbox()));
    var _ = new Selection(admin).choose(List.of(projects));
    return admin;
  }

  void awaitSynced(Api admin) {
    await("the sync")
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          List<ProjectSync> all = ProjectSync.all(admin.get("/api/v1/integration/jira/sync"));
          return !all.isEmpty() && all.stream().allMatch(one -> one.status().equals("complete"));
        });
  }

  Optional<ProcessHandle> process(String part) {
    return stack.running().flatMap(state -> state.part(part)).flatMap(PartStatus::alive);
  }

  void awaitReady() {
    await("every part of " + stack.home().directory())
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> stack.running().filter(state -> state.allReady()).isPresent());
  }

  /** A service's database, as one who may do everything. */
  java.sql.Connection database(ServiceSpec service) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(stack.home().ports().postgres(), service.database()),
        "postgres",
        DatabaseAccounts.in(stack.home()).superuserPassword());
  }

  void execute(ServiceSpec service, String sql) throws SQLException {
    try (var connection = database(service);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What Kafka's clients are to be told to come in as the superuser. */
  Map<String, Object> kafka() {
    Map<String, Object> settings =
        new HashMap<>(KafkaAccounts.in(stack.home()).superuser().clientSettings());
    settings.put("bootstrap.servers", "127.0.0.1:" + stack.home().ports().kafka());
    return settings;
  }

  @Override
  public void close() {
    var _ = stack.stop();
  }
}

package io.issuestream.local.runbooks;

import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.Ports;
import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Connection;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.Replicas;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stack that the runbooks are tried on: a home of its own, and what has happened in it. */
final class Scene implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(4);
  private static final Pattern KEYS =
      Pattern.compile("(\\S+): keys \\[(\\d+), (\\d+)], sealing with");

  private final Path directory =
      Runbook.ROOT.toAbsolutePath().normalize().resolve("target/runbooks");
  private final Stack stack;
  private final Map<String, Shell> shells = new HashMap<>();
  private final Map<String, List<String>> keys = new HashMap<>();
  private final List<String> letters = new ArrayList<>();
  private final List<java.sql.Connection> sessions = new ArrayList<>();

  Scene() {
    stack = new Stack(new Home(Runbook.ROOT, directory.resolve("home"), freePorts()));
  }

  private static PortPlan freePorts() {
    while (true) {
      PortPlan plan = new PortPlan(ThreadLocalRandom.current().nextInt(12_000, 22_000));
      boolean free =
          plan.all().stream().allMatch(Ports::isFree)
              && ServiceSpec.ALL.stream()
                  .flatMap(service -> new Replicas(3, Map.of()).of(service).stream())
                  .allMatch(replica -> Ports.isFree(replica.port(plan)));
      if (free) {
        return plan;
      }
    }
  }

  Stack stack() {
    return stack;
  }

  /** Begins anew, with what a person has on the path. */
  void prepare() throws IOException {
    var _ = stack.stop();
    Directories.delete(directory);
    Path bin = Files.createDirectories(directory.resolve("bin"));
    program(bin.resolve("issuestream"), "exec '%s/issuestream' \"$@\"".formatted(root()));
    Path kubectl = Runbook.ROOT.resolve("deploy/local/src/test/resources/runbooks/kubectl.sh");
    program(bin.resolve("kubectl"), Files.readString(kubectl));
    // Kafka's own tools are not at hand: that the script calls them, and with what, has to do.
    for (String tool : List.of("kafka-topics.sh", "kafka-acls.sh")) {
      program(bin.resolve(tool), "echo " + tool + " \"$@\"");
    }
    // The jars were built just now, by whoever runs this; the start script need not build again.
    Path built = Runbook.ROOT.resolve("target/issuestream-built");
    Files.createDirectories(built.getParent());
    Files.writeString(built, "");
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path root() {
    return Runbook.ROOT.toAbsolutePath().normalize();
  }

  /** A page's commands are run in a shell of their own. */
  Shell shell(String page) {
    return shells.computeIfAbsent(
        page,
        _ -> {
          Map<String, String> environment = new HashMap<>(stack.home().environment());
          environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
          environment.put("STACK_KEYS", stack.home().keys().toString());
          environment.put("SYNC_INTERVAL_MINUTES", "0");
          environment.put("JIRA_RATE_LIMIT_PER_SECOND", "1000");
          return new Shell(root(), environment);
        });
  }

  /** Takes note of what keys a step says there are. */
  void heard(String said) {
    Matcher two = KEYS.matcher(said);
    while (two.find()) {
      keys.put(two.group(1), List.of(two.group(2), two.group(3)));
    }
  }

  String newKey(String keyset) {
    return keys.get(keyset).getLast();
  }

  String oldKey(String keyset) {
    return keys.get(keyset).getFirst();
  }

  String file(String name) {
    return directory.resolve(name).toString();
  }

  String frontDoor() {
    return stack.frontDoor().toString();
  }

  String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  String jar(String service) {
    return root().resolve(service + "/target/" + service + "-0.1.0-SNAPSHOT-app.jar").toString();
  }

  /** The people of three teams, one of them of the demo's, who share the sandbox's projects. */
  void teams() {
    ran("demo", "./issuestream demo --team demo --issues 200 --projects PAY,OPS");
    for (String team : List.of("alpha", "kestrel")) {
      Api admin = stack.api(team, TokenRole.TEAM_ADMIN);
      var _ = new Connection(admin).connectTo(Surface.CLOUD.of(stack.sandbox()));
      var _ = new Selection(admin).choose(List.of("OPS"));
      var _ =
          admin.send(
              "PUT",
              "/api/v1/team-members",
              Map.of("Content-Type", "text/csv"),
              "email,displayName,githubLogin\nada@example.com,Ada,ada\n");
      ran("sync", "./issuestream sync --team " + team);
    }
  }

  private void ran(String shell, String command) {
    Shell.Ended ended = shell(shell).run(command);
    System.out.println("(" + command + ")\n" + ended.said());
    if (ended.code() != 0) {
      throw new AssertionError(command + " ended with " + ended.code());
    }
  }

  void token(String page) {
    var _ = shell(page).run("TOKEN=$(./issuestream token --role sre --team platform)");
  }

  void kafkaAccount(String page) {
    Map<String, String> environment = RunbookKafka.on(stack).cronEnvironment();
    environment.forEach((name, value) -> shell(page).run("export " + name + "='" + value + "'"));
  }

  /** The first issue's record, and what verify says of it before it is published again. */
  void loseARecord() {
    RunbookKafka.on(stack).loseARecord("jira.issues", "demo/");
    Shell.Ended missing = shell("resync.md").run("./issuestream verify --team demo");
    if (missing.code() != 1 || !missing.said().contains("jira.issues absent")) {
      throw new AssertionError("verify did not miss it, or another way:\n" + missing.said());
    }
    ran("resync.md", "./issuestream sync --team demo --full");
    Shell.Ended still = shell("resync.md").run("./issuestream verify --team demo");
    if (still.code() != 1) {
      throw new AssertionError("The page says that a full resync does not help:\n" + still.said());
    }
  }

  void plantLetters() throws IOException {
    RunbookKafka kafka = RunbookKafka.on(stack);
    letters.addAll(kafka.plant("demo/", Path.of(file("data.json"))));
    await("the letters")
        .atMost(BOUND)
        .until(
            () ->
                shell("dead-letters.md")
                    .run("./issuestream dead-letters list --service metrics-service")
                    .said()
                    .lines()
                    .filter(line -> letters.stream().anyMatch(line::contains))
                    .count(),
            count -> count == letters.size());
  }

  String letter(int number) {
    return letters.get(number);
  }

  void finishRotation(String page) {
    ran(page, "./issuestream keys rotate");
  }

  void awaitReady() {
    await("every part")
        .atMost(BOUND)
        .until(() -> stack.running().filter(state -> state.allReady()).isPresent());
  }

  void down() {
    ran("down", "./issuestream down");
  }

  /** Somebody's session on sync-worker's database. */
  String session() {
    try {
      java.sql.Connection connection = database(ServiceSpec.SYNC_WORKER);
      sessions.add(connection);
      try (var rows = connection.createStatement().executeQuery("select pg_backend_pid()")) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  java.sql.Connection database(ServiceSpec service) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(stack.home().ports().postgres(), service.database()),
        "postgres",
        DatabaseAccounts.in(stack.home()).superuserPassword());
  }

  @Override
  public void close() {
    shells.values().forEach(Shell::close);
    for (java.sql.Connection session : sessions) {
      try {
        session.close();
      } catch (SQLException ended) {
        // As the runbook wants it.
      }
    }
    var _ = stack.stop();
  }
}

package io.issuestream.local.endtoend;

import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.Ports;
import io.issuestream.embedded.testing.TestDatabase;
import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.frontdoor.FrontDoor;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.issuer.IssuerKey;
import io.issuestream.local.issuer.Tokens;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.Backing;
import io.issuestream.local.parts.ServiceReplay;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.PartStatus;
import io.issuestream.local.supervisor.StackState;
import io.issuestream.local.supervisor.StateFile;
import io.issuestream.local.supervisor.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** The five services and the sandbox from their jars, on the build's Kafka and PostgreSQL. */
final class RunningStack implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(8);

  /**
   * Nothing but what a test asks for happens, as fast as it can; and Java starts quickly rather
   * than runs long.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "JIRA_RATE_LIMIT_PER_SECOND", "100000",
          "SYNC_INTERVAL_MINUTES", "0",
          "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

  private final Stack stack;
  private final String topicPrefix;
  private final Backing backing;
  private final StateFile state;
  private final Map<ServiceSpec, TestDatabase> databases;
  private final FrontDoor frontDoor;
  private final Supervisor supervisor;

  private RunningStack(Home home, String topicPrefix, Map<String, String> settings) {
    this.stack = new Stack(home);
    this.topicPrefix = topicPrefix;
    this.state = StateFile.in(home.run());
    home.create();
    // Of an earlier build that was killed.
    stack.stop();
    ServiceKeys.in(home.keys()).ensure();
    TestServers servers = TestServers.get();
    this.databases =
        ServiceSpec.ALL.stream()
            .collect(
                Collectors.toMap(
                    service -> service, service -> servers.newDatabase(service.database())));
    this.backing = backing(topicPrefix, settings);
    StackParts parts = StackParts.on(backing, home);
    Tokens tokens = Tokens.behind(IssuerKey.in(home.keys()), home.ports().frontDoor());
    this.frontDoor = FrontDoor.start(home.ports().frontDoor(), parts.routes(), tokens);
    StackParts.modules(true).parallelStream()
        .forEach(module -> AppJar.prepare(home.project(), module, home.cache()));
    this.supervisor = new Supervisor(state, home::freeBytes, parts.groups(true));
  }

  static RunningStack start() {
    return start(home -> Map.of());
  }

  /** The same with more environment variables for the services. */
  static RunningStack start(Function<Home, Map<String, String>> settings) {
    return start("end-to-end", settings);
  }

  /** The same in a directory of its own, beside others that may run. */
  static RunningStack start(String directory, Function<Home, Map<String, String>> settings) {
    Path root = Path.of(System.getProperty("issuestream.root", "../.."));
    Home home = new Home(root, root.resolve("target").resolve(directory), freePorts());
    RunningStack running =
        new RunningStack(home, TestServers.get().newTopicPrefix("endtoend"), settings.apply(home));
    Thread.ofPlatform().daemon(true).name("supervisor").start(running.supervisor::run);
    try {
      await("the services of " + home.logs())
          .atMost(START)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(() -> running.state().allReady());
    } catch (ConditionTimeoutException late) {
      running.close();
      throw late;
    }
    return running;
  }

  Stack stack() {
    return stack;
  }

  /** Each service's own. */
  Map<ServiceSpec, TestDatabase> databases() {
    return databases;
  }

  String topicPrefix() {
    return topicPrefix;
  }

  /** A service's own program that builds its projection again, on this stack's servers. */
  ServiceReplay replay(ServiceSpec service, List<String> options) {
    return ServiceReplay.on(
        backing, TestServers.kafkaAccount(Principal.SRE), stack.home(), service, options);
  }

  /** By {@code kill -9}; the supervisor starts it again. */
  void kill(String service) {
    PartStatus part = state().part(service).orElseThrow();
    part.alive().orElseThrow().destroyForcibly();
    await(service + " started again")
        .atMost(Duration.ofMinutes(1))
        .until(() -> !part.process().equals(state().part(service).orElseThrow().process()));
  }

  StackState state() {
    return state.read().orElseThrow();
  }

  @Override
  public void close() {
    frontDoor.close();
    supervisor.close();
  }

  private Backing backing(String topicPrefix, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    TestServers servers = TestServers.get();
    servers.raiseWalls(topicPrefix);
    return new Backing(
        servers.walledBootstrapServers(),
        service -> TestServers.kafkaAccount(principal(service)),
        topicPrefix,
        service -> database(databases.get(service)),
        all);
  }

  private static Principal principal(ServiceSpec service) {
    return Principal.services()
        .filter(principal -> principal.principalName().equals(service.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Backing.Database database(TestDatabase fresh) {
    return new Backing.Database(
        fresh.r2dbcUrl(), fresh.jdbcUrl(), fresh.owner(), fresh.application());
  }

  /** Services take the ports above one another, as in the stack. */
  private static PortPlan freePorts() {
    for (int attempt = 0; attempt < 50; attempt++) {
      PortPlan plan = new PortPlan(ThreadLocalRandom.current().nextInt(12_000, 22_000));
      List<Integer> ports =
          IntStream.concat(
                  IntStream.of(plan.frontDoor(), plan.sandbox()),
                  IntStream.range(0, ServiceSpec.ALL.size()).map(plan::service))
              .boxed()
              .toList();
      if (ports.stream().allMatch(Ports::isFree)) {
        return plan;
      }
    }
    throw new IllegalStateException("No free ports were found.");
  }
}

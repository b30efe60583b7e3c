package io.issuestream.local.parts;

import io.issuestream.embedded.KafkaSettings;
import io.issuestream.embedded.PostgresSettings;
import io.issuestream.embedded.PostgresSettings.Durability;
import io.issuestream.local.frontdoor.Route;
import io.issuestream.local.home.Home;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All parts of a stack in this home, in the groups they are started in. */
public final class StackParts {
  public static final String SANDBOX = "jira-sandbox";
  private static final String SANDBOX_MODULE = "deploy/jira-sandbox";
  private static final int KAFKA_HEAP = 512;
  private static final int POSTGRES_BUFFERS = 256;
  private static final long BODY = 1024 * 1024;
  private static final long WEBHOOK_BODY = 25 * 1024 * 1024;

  private final Home home;
  private final Backing backing;
  private final boolean ownServers;

  /** With servers of its own. */
  public StackParts(Home home) {
    this(home, Backing.own(home), true);
  }

  private StackParts(Home home, Backing backing, boolean ownServers) {
    this.home = home;
    this.backing = backing;
    this.ownServers = ownServers;
  }

  /** With servers that run already, which it neither starts nor stops. */
  public static StackParts on(Backing backing, Home home) {
    return new StackParts(home, backing, false);
  }

  /** Modules whose runnable jars the stack needs, as paths in the project. */
  public static List<String> modules(boolean withSandbox) {
    List<String> modules =
        new ArrayList<>(ServiceSpec.ALL.stream().map(ServiceSpec::name).toList());
    if (withSandbox) {
      modules.add(SANDBOX_MODULE);
    }
    return modules;
  }

  /** One process of everything. */
  public List<List<Part>> groups(boolean withSandbox) {
    return groups(Shape.plain(withSandbox));
  }

  /** Servers first: no service can start without them. */
  public List<List<Part>> groups(Shape shape) {
    List<Part> programs = new ArrayList<>();
    if (shape.withSandbox()) {
      programs.add(sandbox());
    }
    shape.replicas().all().forEach(replica -> programs.add(service(replica, shape.withSandbox())));
    return ownServers ? List.of(List.of(postgres(), kafka()), programs) : List.of(programs);
  }

  /** What the front door passes on, and where to. */
  public List<Route> routes() {
    return routes(Replicas.ONE);
  }

  /** The same, to any replica of a service. */
  public List<Route> routes(Replicas replicas) {
    return ServiceSpec.ALL.stream()
        .flatMap(service -> service.paths().stream().map(path -> route(service, path, replicas)))
        .toList();
  }

  private Route route(ServiceSpec service, String path, Replicas replicas) {
    long limit = path.equals("/api/v1/webhooks") ? WEBHOOK_BODY : BODY;
    List<Integer> ports =
        replicas.of(service).stream().map(replica -> replica.port(home.ports())).toList();
    return new Route(path, service.name(), ports, limit);
  }

  private Part postgres() {
    DatabaseAccounts accounts = DatabaseAccounts.in(home);
    PostgresSettings settings =
        new PostgresSettings(
            home.data("postgresql"),
            home.cache(),
            home.ports().postgres(),
            home.log("postgresql"),
            Durability.FULL,
            POSTGRES_BUFFERS,
            accounts.superuserPassword());
    return new PostgresPart(settings, accounts);
  }

  private Part kafka() {
    return new KafkaPart(
        new KafkaSettings(
            home.data("kafka"),
            home.ports().kafka(),
            home.ports().kafkaController(),
            home.log("kafka"),
            KAFKA_HEAP,
            KafkaPart.javaArguments(home.cache()),
            KafkaAccounts.in(home).access()));
  }

  private Part sandbox() {
    AppJar jar = AppJar.prepare(home.project(), SANDBOX_MODULE, home.cache());
    int port = home.ports().sandbox();
    return new JvmPart(
        SANDBOX,
        port,
        Programs.sandbox(jar, port),
        Map.of(),
        Programs.SANDBOX_STATE,
        new LogFile(home.log(SANDBOX)));
  }

  private Part service(Replicas.Replica replica, boolean withSandbox) {
    ServiceSpec service = replica.service();
    int port = replica.port(home.ports());
    AppJar jar = AppJar.prepare(home.project(), service.name(), home.cache());
    Map<String, String> environment = new HashMap<>();
    if (withSandbox && service.equals(ServiceSpec.INTEGRATION)) {
      environment.putAll(
          SandboxAsOutside.settings(
              home.ports().sandbox(), home.ports().frontDoor(), System.getenv()));
    }
    environment.putAll(
        ServiceEnvironment.of(service, ServiceEnvironment.Surroundings.of(port, home, backing)));
    return new JvmPart(
        replica.name(),
        port,
        Programs.service(jar, service),
        environment,
        Programs.READINESS,
        new LogFile(home.log(replica.name())));
  }
}

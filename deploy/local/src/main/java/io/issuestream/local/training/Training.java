package io.issuestream.local.training;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.KafkaAccess;
import io.issuestream.embedded.KafkaServer;
import io.issuestream.embedded.KafkaSettings;
import io.issuestream.embedded.Ports;
import io.issuestream.embedded.PostgresServer;
import io.issuestream.embedded.PostgresSettings;
import io.issuestream.embedded.PostgresSettings.Durability;
import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.Demo;
import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.demo.DemoPlan;
import io.issuestream.local.demo.Source;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.frontdoor.FrontDoor;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.KafkaAccounts;
import io.issuestream.local.parts.KafkaPart;
import io.issuestream.local.parts.StackParts;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Has all programs do the demo's job once, together, on servers, ports and data that are thrown
 * away, and keeps a start-up cache of each that had none: it can be done while a stack is running,
 * and needs none.
 */
public final class Training {
  private static final int ISSUES = 400;
  private static final long SEED = 7;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int LEAST_OFFSET = 10_000;
  private static final int MOST_OFFSET = 50_000;

  private final Home home;
  private final Consumer<String> progress;

  /**
   * @param progress told a line for each step
   */
  public Training(Home home, Consumer<String> progress) {
    this.home = home;
    this.progress = progress;
  }

  /**
   * Returns the names of the programs that got no cache; the stack runs without them. The job
   * failing costs no cache, it only leaves more to be loaded later.
   */
  public List<String> run() {
    home.create();
    List<AppJar> jars =
        StackParts.modules(true).stream()
            .map(module -> AppJar.prepare(home.project(), module, home.cache()))
            .toList();
    if (jars.stream().allMatch(jar -> Files.exists(jar.startUpCache()))) {
      return List.of();
    }
    try {
      Path directory = Files.createTempDirectory(home.cache(), "training-");
      try {
        Home stage = new Home(home.project(), directory, freePorts());
        stage.create();
        return rehearse(jars, stage);
      } finally {
        Directories.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The start-up caches could not be made: " + e.getMessage(), e);
    }
  }

  private List<String> rehearse(List<AppJar> jars, Home stage) {
    Stack stack = new Stack(stage);
    ServiceKeys.in(stage.keys()).ensure();
    DatabaseAccounts accounts = DatabaseAccounts.ensure(stage);
    KafkaAccess kafkaAccess = KafkaAccounts.ensure(stage).access();
    Rehearsals rehearsals = new Rehearsals(stage);
    Collection<String> failed = new ConcurrentLinkedQueue<>();
    try (PostgresServer postgres = postgres(stage, accounts);
        KafkaServer kafka = kafka(stage, kafkaAccess);
        FrontDoor _ =
            FrontDoor.start(
                stage.ports().frontDoor(), new StackParts(stage).routes(), stack.tokens())) {
      accounts.giveTo(postgres.databases());
      kafka.raiseWalls("");
      progress.accept("starting all programs");
      List<Rehearsal.Running> running =
          sideBySide(jars, jar -> rehearsals.of(jar).begin(), AppJar::name, failed);
      if (failed.isEmpty()) {
        progress.accept("the demo's job");
        doTheJob(stack);
      }
      progress.accept("writing the caches");
      sideBySide(running, Rehearsal.Running::end, Rehearsal.Running::name, failed);
    }
    return List.copyOf(failed);
  }

  private void doTheJob(Stack stack) {
    DemoPlan plan =
        new DemoPlan(
            new Source.Generated(ISSUES, SEED, List.of()), Surface.CLOUD, "rehearsal", PATIENCE);
    Terminal nowhere = new Terminal(new PrintWriter(Writer.nullWriter()), false, false);
    try {
      new Demo(stack, plan, nowhere).run();
    } catch (DemoFailed | ApiRefused e) {
      progress.accept("  which was not done to its end: " + e.getMessage());
    }
  }

  private <T, R> List<R> sideBySide(
      List<T> all, Function<T, R> step, Function<T, String> name, Collection<String> failed) {
    Collection<R> done = new ConcurrentLinkedQueue<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (T each : all) {
        executor.execute(() -> {
          try {
            done.add(step.apply(each));
          } catch (ServerDidNotStart | UncheckedIOException e) {
            failed.add(name.apply(each));
            progress.accept("  " + e.getMessage());
          }
        });
      }
    }
    return List.copyOf(done);
  }

  private static PortPlan freePorts() {
    return IntStream.generate(
            () -> ThreadLocalRandom.current().nextInt(LEAST_OFFSET, MOST_OFFSET) / 100 * 100)
        .mapToObj(PortPlan::new)
        .filter(plan -> plan.all().stream().allMatch(Ports::isFree))
        .findFirst()
        .orElseThrow();
  }

  private PostgresServer postgres(Home stage, DatabaseAccounts accounts) {
    // Its data is thrown away in a minute, so there is nothing for it to survive.
    return PostgresServer.start(
        new PostgresSettings(
            stage.data("postgresql"),
            home.cache(),
            stage.ports().postgres(),
            stage.log("postgresql"),
            Durability.NONE_FOR_TESTS,
            64,
            accounts.superuserPassword()));
  }

  private KafkaServer kafka(Home stage, KafkaAccess access) {
    return KafkaServer.start(
        new KafkaSettings(
            stage.data("kafka"),
            stage.ports().kafka(),
            stage.ports().kafkaController(),
            stage.log("kafka"),
            384,
            KafkaPart.javaArguments(home.cache()),
            access));
  }
}

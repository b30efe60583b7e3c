package io.issuestream.local.training;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.KafkaServer;
import io.issuestream.embedded.KafkaSettings;
import io.issuestream.embedded.Ports;
import io.issuestream.embedded.PostgresServer;
import io.issuestream.embedded.PostgresSettings;
import io.issuestream.embedded.PostgresSettings.Durability;
import io.issuestream.local.frontdoor.FrontDoor;
import io.issuestream.local.home.Home;
import io.issuestream.local.issuer.IssuerKey;
import io.issuestream.local.issuer.Tokens;
import io.issuestream.local.keys.ServiceKeys;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.ServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Rehearses every program that has no start-up cache yet, on servers, ports and data that are
 * thrown away: it can be done while a stack is running, and needs none.
 */
public final class Training {
  private final Home home;
  private final Consumer<String> progress;

  /**
   * @param progress told a line for each program
   */
  public Training(Home home, Consumer<String> progress) {
    this.home = home;
    this.progress = progress;
  }

  /**
   * Returns the names of the programs that could not be rehearsed; the stack runs without their
   * caches.
   */
  public List<String> run() {
    home.create();
    List<AppJar> jars = jarsWithoutCache();
    if (jars.isEmpty()) {
      return List.of();
    }
    try {
      Path stage = Files.createTempDirectory(home.cache(), "training-");
      try {
        return rehearse(jars, stage);
      } finally {
        Directories.delete(stage);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The start-up caches could not be made: " + e.getMessage(), e);
    }
  }

  private List<AppJar> jarsWithoutCache() {
    List<AppJar> jars = new ArrayList<>();
    for (String module : Rehearsals.modules()) {
      AppJar jar = AppJar.prepare(home.project(), module, home.cache());
      if (!Files.exists(jar.startUpCache())) {
        jars.add(jar);
      }
    }
    return jars;
  }

  private List<String> rehearse(List<AppJar> jars, Path stage) {
    List<Integer> ports = Ports.free(3);
    Tokens tokens;
    try (PostgresServer postgres = postgres(stage, ports.get(0));
        KafkaServer kafka = kafka(stage, ports.get(1), ports.get(2))) {
      tokens = Tokens.behind(IssuerKey.in(stage), 0);
      try (FrontDoor issuer = FrontDoor.start(0, List.of(), tokens)) {
        ServiceSpec.ALL.forEach(
            each -> postgres.databases().ensure(each.database(), each.database()));
        ServiceKeys keys = ServiceKeys.in(stage).ensure();
        Tokens accepted = Tokens.behind(tokens.key(), issuer.port());
        Rehearsals rehearsals =
            new Rehearsals(stage, kafka.port(), postgres.port(), keys, accepted);
        return runSideBySide(jars.stream().map(rehearsals::of).toList());
      }
    }
  }

  /** As many at a time as there are cores: more would only make each other late. */
  private List<String> runSideBySide(List<Rehearsal> rehearsals) {
    List<String> failed = new ArrayList<>();
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService executor = Executors.newFixedThreadPool(cores)) {
      for (Rehearsal rehearsal : rehearsals) {
        executor.execute(() -> {
          if (!rehearsed(rehearsal)) {
            synchronized (failed) {
              failed.add(rehearsal.name());
            }
          }
        });
      }
    }
    return failed;
  }

  private boolean rehearsed(Rehearsal rehearsal) {
    try {
      rehearsal.run();
      progress.accept(rehearsal.name());
      return true;
    } catch (RuntimeException e) {
      progress.accept(rehearsal.name() + " could not be rehearsed: " + e.getMessage());
      return false;
    }
  }

  private PostgresServer postgres(Path stage, int port) {
    // Its data is thrown away in a minute, so there is nothing for it to survive.
    return PostgresServer.start(
        new PostgresSettings(
            stage.resolve("postgresql"),
            home.cache(),
            port,
            stage.resolve("postgresql.log"),
            Durability.NONE_FOR_TESTS,
            64));
  }

  private static KafkaServer kafka(Path stage, int port, int controllerPort) {
    return KafkaServer.start(
        new KafkaSettings(
            stage.resolve("kafka"),
            port,
            controllerPort,
            stage.resolve("kafka.log"),
            384,
            List.of()));
  }
}

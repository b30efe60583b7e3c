package io.issuestream.embedded.testing;

import io.issuestream.embedded.Directories;
import io.issuestream.embedded.KafkaAccess;
import io.issuestream.embedded.KafkaServer;
import io.issuestream.embedded.KafkaSettings;
import io.issuestream.embedded.Ports;
import io.issuestream.embedded.PostgresServer;
import io.issuestream.embedded.PostgresSettings;
import io.issuestream.embedded.PostgresSettings.Durability;
import io.issuestream.embedded.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The process that starts the servers of a build and stops them when the build's process has ended,
 * even by {@code kill -9}: it belongs to no test, so no test's end takes the servers from the next.
 */
final class TestServersLauncher {
  private TestServersLauncher() {}

  /** Takes the servers' directory and the name of the build's process. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    ProcessHandle build =
        ProcessIdentity.parse(args[1])
            .flatMap(ProcessIdentity::find)
            .orElseThrow(() -> new IllegalStateException("The build has already ended."));
    Files.writeString(
        directory.resolve("launcher.pid"), Long.toString(ProcessHandle.current().pid()));

    List<Integer> ports = Ports.free(4);
    CompletableFuture<PostgresServer> postgres =
        CompletableFuture.supplyAsync(() -> startPostgres(directory, ports.get(0)));
    CompletableFuture<KafkaServer> kafka =
        CompletableFuture.supplyAsync(
            () -> startKafka(directory, ports.get(1), ports.get(2), ports.get(3)));
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(directory, postgres, kafka), "stop-servers"));

    CompletableFuture.allOf(postgres, kafka).join();
    new ServersFile(ports.get(1), ports.get(3), ports.get(0))
        .write(directory.resolve("servers.properties"));
    build.onExit().join();
    System.exit(0);
  }

  private static PostgresServer startPostgres(Path directory, int port) {
    Path programs =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "issuestream-test-" + System.getProperty("user.name"));
    return PostgresServer.start(
        new PostgresSettings(
            directory.resolve("postgres"),
            programs,
            port,
            directory.resolve("postgres.log"),
            Durability.NONE_FOR_TESTS,
            64,
            TestServers.SUPERUSER_PASSWORD));
  }

  private static KafkaServer startKafka(
      Path directory, int port, int controllerPort, int openPort) {
    return KafkaServer.start(
        new KafkaSettings(
            directory.resolve("kafka"),
            port,
            controllerPort,
            directory.resolve("kafka.log"),
            384,
            List.of("-XX:TieredStopAtLevel=1"),
            new KafkaAccess(TestServers.SUPERUSER_PASSWORD, TestServers.kafkaAccounts())
                .withOpenPort(openPort)));
  }

  private static void stop(
      Path directory,
      CompletableFuture<PostgresServer> postgres,
      CompletableFuture<KafkaServer> kafka) {
    kafka.thenAccept(KafkaServer::close).exceptionally(failure -> null).join();
    postgres.thenAccept(PostgresServer::close).exceptionally(failure -> null).join();
    boolean bothStarted = !postgres.isCompletedExceptionally() && !kafka.isCompletedExceptionally();
    if (bothStarted) {
      // Logs of servers that failed to start are kept for whoever looks for the reason.
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    try {
      Directories.delete(directory);
      Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".lock"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.issuestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka as a child process from the jars on this process's class path, listening on the
 * loopback address.
 *
 * <p>One that was left running on the same data directory, because whoever started it was killed,
 * is adopted instead of started. {@link #close()} stops it either way.
 */
public final class KafkaServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ProcessHandle process;
  private final int port;
  private final boolean adopted;

  private KafkaServer(ProcessHandle process, int port, boolean adopted) {
    this.process = process;
    this.port = port;
    this.adopted = adopted;
  }

  /**
   * Starts the broker, or adopts a running one, and returns once it serves.
   *
   * @throws ServerDidNotStart when a port is taken, or the broker ended or stayed silent; the
   *     message has its last log
   */
  public static KafkaServer start(KafkaSettings settings) {
    try {
      Optional<ProcessHandle> running = running(settings);
      if (running.isPresent()) {
        awaitAnswer(running.get(), settings);
        return new KafkaServer(running.get(), settings.port(), true);
      }
      for (int port : List.of(settings.port(), settings.controllerPort())) {
        if (!Ports.isFree(port)) {
          throw new ServerDidNotStart("Kafka cannot listen on port " + port + ": it is in use.");
        }
      }
      ProcessHandle started = launch(settings);
      awaitAnswer(started, settings);
      return new KafkaServer(started, settings.port(), false);
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka could not be started: " + e.getMessage(), e);
    }
  }

  public ProcessHandle process() {
    return process;
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Whether it was already running when asked for. */
  public boolean adopted() {
    return adopted;
  }

  /** Controlled shutdown; killed only when that takes too long. */
  @Override
  public void close() {
    process.destroy();
    if (!ServerProcess.awaitEnd(process, STOP)) {
      process.destroyForcibly();
    }
  }

  private static ProcessHandle launch(KafkaSettings settings) throws IOException {
    Files.createDirectories(settings.dataDirectory());
    Path folder = settings.log().toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path properties = settings.dataDirectory().resolve("server.properties");
    Files.writeString(properties, KafkaProperties.of(settings));

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms64m", "-Xmx" + settings.heapMegabytes() + "m", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Dlogback.configurationFile=io/issuestream/embedded/broker-logback.xml");
    command.addAll(settings.jvmArguments());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KafkaMain.class.getName()));
    command.add(properties.toString());
    ProcessHandle broker =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()))
            .start()
            .toHandle();
    Files.writeString(pidFile(settings), Long.toString(broker.pid()));
    return broker;
  }

  private static Optional<ProcessHandle> running(KafkaSettings settings) throws IOException {
    try {
      long pid = Long.parseLong(Files.readString(pidFile(settings)).strip());
      String properties = settings.dataDirectory().resolve("server.properties").toString();
      // The file outlives a crash, and its process id may since have gone to anything.
      return ProcessHandle.of(pid)
          .filter(broker -> ProcessIdentity.commandLine(broker).contains(properties));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Path pidFile(KafkaSettings settings) {
    return settings.dataDirectory().resolve("broker.pid");
  }

  private static void awaitAnswer(ProcessHandle broker, KafkaSettings settings) {
    Instant limit = Instant.now().plus(START);
    // A port that takes connections comes first: an admin client that starts too early logs a
    // warning per attempt.
    while (Ports.isFree(settings.port())) {
      if (ServerProcess.awaitEnd(broker, Duration.ofMillis(50)) || Instant.now().isAfter(limit)) {
        throw silent(broker, settings, null);
      }
    }
    String servers = "127.0.0.1:" + settings.port();
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", servers, "client.id", "readiness"))) {
      while (admin
          .describeCluster()
          .nodes()
          .get(START.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty()) {
        if (ServerProcess.awaitEnd(broker, Duration.ofMillis(50)) || Instant.now().isAfter(limit)) {
          throw silent(broker, settings, null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent(broker, settings, e);
    } catch (ExecutionException | TimeoutException e) {
      throw silent(broker, settings, e);
    }
  }

  private static ServerDidNotStart silent(
      ProcessHandle broker, KafkaSettings settings, @Nullable Exception cause) {
    String what = broker.isAlive() ? "Kafka does not answer:\n" : "Kafka ended while starting:\n";
    String message = what + ServerProcess.lastLines(settings.log());
    return cause == null ? new ServerDidNotStart(message) : new ServerDidNotStart(message, cause);
  }
}

package io.issuestream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
 * is adopted instead of started; with other settings, passwords among them, it is started anew.
 * {@link #close()} stops it either way. It lets nobody in without a password, and nobody but its
 * superuser do anything that is not on the list of {@link io.issuestream.contracts.access}.
 */
public final class KafkaServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final ProcessHandle process;
  private final KafkaSettings settings;
  private final boolean adopted;

  private KafkaServer(ProcessHandle process, KafkaSettings settings, boolean adopted) {
    this.process = process;
    this.settings = settings;
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
      if (running.isPresent() && !isSetSo(settings)) {
        stop(running.get());
        running = Optional.empty();
      }
      if (running.isPresent()) {
        awaitAnswer(running.get(), settings);
        return new KafkaServer(running.get(), settings, true);
      }
      for (int port : List.of(settings.port(), settings.controllerPort())) {
        if (!Ports.isFree(port)) {
          throw new ServerDidNotStart("Kafka cannot listen on port " + port + ": it is in use.");
        }
      }
      ProcessHandle started = launch(settings);
      awaitAnswer(started, settings);
      return new KafkaServer(started, settings, false);
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka could not be started: " + e.getMessage(), e);
    }
  }

  public ProcessHandle process() {
    return process;
  }

  public int port() {
    return settings.port();
  }

  public String bootstrapServers() {
    return bootstrapServers(settings);
  }

  /** A client that may do everything; whoever asks closes it. */
  public Admin administration() {
    return administration(settings);
  }

  /**
   * Makes the topics and permissions of an installation, as {@code contracts} lists them, and takes
   * away those of its permissions that are not on the list.
   *
   * @param topicPrefix what its topics, groups and transactional ids begin with; may be empty
   */
  public void raiseWalls(String topicPrefix) {
    try (Admin admin = administration()) {
      new KafkaWalls(admin, topicPrefix).raise();
    }
  }

  /** Whether it was already running when asked for. */
  public boolean adopted() {
    return adopted;
  }

  /** Controlled shutdown; killed only when that takes too long. */
  @Override
  public void close() {
    stop(process);
  }

  private static void stop(ProcessHandle process) {
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
    Path properties = propertiesFile(settings);
    writePrivately(properties, KafkaProperties.of(settings));

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
      String properties = propertiesFile(settings).toString();
      // The file outlives a crash, and its process id may since have gone to anything.
      return ProcessHandle.of(pid)
          .filter(broker -> ProcessIdentity.commandLine(broker).contains(properties));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether the broker was last started with these settings. */
  private static boolean isSetSo(KafkaSettings settings) throws IOException {
    return Files.readString(propertiesFile(settings)).equals(KafkaProperties.of(settings));
  }

  /** Passwords are in it. */
  private static void writePrivately(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static Path propertiesFile(KafkaSettings settings) {
    return settings.dataDirectory().resolve("server.properties");
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
    try (Admin admin = administration(settings)) {
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

  private static Admin administration(KafkaSettings settings) {
    Map<String, Object> client = new HashMap<>(settings.access().superuser().clientSettings());
    client.put("bootstrap.servers", bootstrapServers(settings));
    client.put("client.id", "administration");
    return Admin.create(client);
  }

  private static String bootstrapServers(KafkaSettings settings) {
    return "127.0.0.1:" + settings.port();
  }

  private static ServerDidNotStart silent(
      ProcessHandle broker, KafkaSettings settings, @Nullable Exception cause) {
    String what = broker.isAlive() ? "Kafka does not answer:\n" : "Kafka ended while starting:\n";
    String message = what + ServerProcess.lastLines(settings.log());
    return cause == null ? new ServerDidNotStart(message) : new ServerDidNotStart(message, cause);
  }
}

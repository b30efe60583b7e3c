package io.issuestream.embedded;

import io.issuestream.embedded.PostgresSettings.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real PostgreSQL as a child process, listening on the loopback address.
 *
 * <p>One that was left running on the same data directory and port, because whoever started it was
 * killed, is adopted instead of started. {@link #close()} stops it either way. Only connections
 * from this machine are let in, and none without a password.
 */
public final class PostgresServer implements AutoCloseable {
  /** After a crash the log is replayed before the server answers; a large one takes a while. */
  private static final Duration START = Duration.ofMinutes(2);

  private static final Duration STOP = Duration.ofSeconds(20);

  private final ProcessHandle process;
  private final int port;
  private final boolean adopted;
  private final DatabaseAccount superuser;

  private PostgresServer(ProcessHandle process, PostgresSettings settings, boolean adopted) {
    this.process = process;
    this.port = settings.port();
    this.adopted = adopted;
    this.superuser = DatabaseAccount.superuser(settings.superuserPassword());
  }

  /**
   * Starts the server, or adopts a running one, and returns once it answers queries.
   *
   * @throws ServerDidNotStart when the port is taken, or the server ended or stayed silent; the
   *     message has its last log
   */
  public static PostgresServer start(PostgresSettings settings) {
    try {
      Optional<ProcessHandle> running =
          PostmasterFile.of(settings.dataDirectory()).runningOn(settings.port());
      if (running.isPresent()) {
        awaitAnswer(running.get(), settings);
        return new PostgresServer(running.get(), settings, true);
      }
      if (!Ports.isFree(settings.port())) {
        throw new ServerDidNotStart(
            "PostgreSQL cannot listen on port " + settings.port() + ": it is in use.");
      }
      ProcessHandle started = launch(settings);
      awaitAnswer(started, settings);
      return new PostgresServer(started, settings, false);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be started: " + e.getMessage(), e);
    }
  }

  public ProcessHandle process() {
    return process;
  }

  public int port() {
    return port;
  }

  /** Whether it was already running when asked for. */
  public boolean adopted() {
    return adopted;
  }

  /** The databases on this server. */
  public PostgresDatabases databases() {
    return new PostgresDatabases(port, superuser);
  }

  @Override
  public void close() {
    stop(process);
  }

  /**
   * Stops a server by its process, whoever started it. Fast shutdown: sessions are cut, everything
   * committed is on disk. Killed only when that takes too long.
   */
  public static void stop(ProcessHandle process) {
    ServerProcess.signal(process, "INT");
    if (!ServerProcess.awaitEnd(process, STOP)) {
      // Immediate shutdown also ends the server's own children; the next start replays the log.
      ServerProcess.signal(process, "QUIT");
      if (!ServerProcess.awaitEnd(process, Duration.ofSeconds(5))) {
        process.destroyForcibly();
      }
    }
  }

  private static ProcessHandle launch(PostgresSettings settings) throws IOException {
    PostgresBinaries programs = PostgresBinaries.unpackInto(settings.programs());
    if (!Files.exists(settings.dataDirectory().resolve("PG_VERSION"))) {
      initialise(programs, settings);
    }
    List<String> command = asOrdinaryUser();
    command.add(programs.program("postgres").toString());
    access(settings).prepare(command, settings.log());
    command.addAll(
        List.of(
            "-D", settings.dataDirectory().toString(), "-p", Integer.toString(settings.port())));
    for (String setting : serverSettings(settings)) {
      command.addAll(List.of("-c", setting));
    }
    return run(command, settings.log()).toHandle();
  }

  private static List<String> serverSettings(PostgresSettings settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC",
                "max_connections=200",
                "shared_buffers=" + settings.sharedBuffers() + "MB",
                // A first sync writes gigabytes: checkpoints in the middle of it would have whole
                // pages written again and again.
                "max_wal_size=4GB",
                "checkpoint_timeout=15min",
                "random_page_cost=1.1",
                "jit=off"));
    String durable = settings.durability() == Durability.FULL ? "on" : "off";
    all.addAll(
        List.of(
            "fsync=" + durable, "synchronous_commit=" + durable, "full_page_writes=" + durable));
    return all;
  }

  /**
   * Beside its place, and put there once it is whole: who is killed meanwhile leaves nothing that
   * looks like a data directory and is none.
   */
  private static void initialise(PostgresBinaries programs, PostgresSettings settings)
      throws IOException {
    Path data = settings.dataDirectory();
    Path draft = data.resolveSibling(data.getFileName() + ".new");
    PostgresAccess access = new PostgresAccess(draft, settings.superuserPassword());
    Directories.delete(draft);
    Files.createDirectories(draft);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
    List<String> command = asOrdinaryUser();
    command.add(programs.program("initdb").toString());
    // One collation on every machine, whatever its locale: sorted answers must not depend on where
    // they were made.
    command.addAll(List.of("-D", draft.toString(), "-U", DatabaseAccount.SUPERUSER));
    command.addAll(access.initOptions());
    command.addAll(List.of("-E", "UTF8", "--no-locale"));
    command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (settings.durability() == Durability.NONE_FOR_TESTS) {
      command.add("--no-sync");
    }
    Process initdb = run(command, settings.log());
    if (!ServerProcess.succeeds(initdb)) {
      throw new ServerDidNotStart(
          "PostgreSQL's data directory could not be made:\n"
              + ServerProcess.lastLines(settings.log()));
    }
    access.initialised();
    Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static PostgresAccess access(PostgresSettings settings) {
    return new PostgresAccess(settings.dataDirectory(), settings.superuserPassword());
  }

  /**
   * PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same
   * files.
   */
  private static List<String> asOrdinaryUser() {
    boolean root = "root".equals(System.getProperty("user.name"));
    return new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
  }

  private static Process run(List<String> command, Path log) throws IOException {
    Path folder = log.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static void awaitAnswer(ProcessHandle server, PostgresSettings settings) {
    Instant limit = Instant.now().plus(START);
    String url = "jdbc:postgresql://127.0.0.1:" + settings.port() + "/postgres";
    do {
      try (Connection connection =
          DriverManager.getConnection(
              url, DatabaseAccount.SUPERUSER, settings.superuserPassword())) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (ServerProcess.awaitEnd(server, Duration.ofMillis(50))) {
          throw new ServerDidNotStart(
              "PostgreSQL ended while starting:\n" + ServerProcess.lastLines(settings.log()), e);
        }
      }
    } while (Instant.now().isBefore(limit));
    throw new ServerDidNotStart(
        "PostgreSQL does not answer:\n" + ServerProcess.lastLines(settings.log()));
  }
}

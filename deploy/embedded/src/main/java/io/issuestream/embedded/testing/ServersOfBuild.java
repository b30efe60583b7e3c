package io.issuestream.embedded.testing;

import io.issuestream.embedded.ProcessIdentity;
import io.issuestream.embedded.ServerDidNotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The servers of one build, kept in {@code target/test-servers/<build process>} of the project.
 * Every build has its own, so that two builds of the same checkout never end each other's.
 */
record ServersOfBuild(Path all, ProcessIdentity build) {
  private static final int START_SECONDS = 180;

  static ServersOfBuild find() {
    return new ServersOfBuild(
        projectRoot().resolve("target").resolve("test-servers"), BuildProcess.find());
  }

  ServersFile startedOrReused() {
    try {
      Files.createDirectories(directory());
      // Several test processes may come first at once; one starts the servers, the others wait here
      // for it.
      try (FileChannel channel =
              FileChannel.open(
                  all.resolve(build + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Optional<ServersFile> running = ServersFile.read(file()).filter(ServersFile::answers);
        return running.isPresent() && lock.isValid() ? running.get() : start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The test servers could not be started: " + e.getMessage(), e);
    }
  }

  private ServersFile start() throws IOException {
    new AbandonedServers(all).end();
    Files.deleteIfExists(file());
    Path log = directory().resolve("launcher.log");
    Process launcher =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=io/issuestream/embedded/broker-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                TestServersLauncher.class.getName(),
                directory().toString(),
                build.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return awaitFile(launcher, log);
  }

  private ServersFile awaitFile(Process launcher, Path log) throws IOException {
    try {
      for (long tries = START_SECONDS * 20L; tries > 0; tries--) {
        boolean ended = launcher.waitFor(50, TimeUnit.MILLISECONDS);
        Optional<ServersFile> written = ServersFile.read(file());
        if (written.isPresent()) {
          return written.get();
        }
        if (ended) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    launcher.destroy();
    throw new ServerDidNotStart(
        "The test servers did not start; " + log + " says:\n" + lastLines(log));
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  Path directory() {
    return all.resolve(build.toString());
  }

  private Path file() {
    return directory().resolve("servers.properties");
  }

  /** Given by the build; found upwards where an IDE runs a test without it. */
  private static Path projectRoot() {
    String given = System.getProperty("issuestream.root");
    if (given != null) {
      return Path.of(given);
    }
    for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("mvnw"))) {
        return path;
      }
    }
    throw new IllegalStateException(
        "Run inside the project, or with -Dissuestream.root=<its folder>.");
  }
}

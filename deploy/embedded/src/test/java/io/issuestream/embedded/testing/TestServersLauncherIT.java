package io.issuestream.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestServersLauncherIT {
  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path directory;
  private Process build;

  @BeforeEach
  void startSomethingThatStandsForTheBuild() throws Exception {
    build = new ProcessBuilder("sleep", "300").start();
  }

  @AfterEach
  void endIt() {
    build.destroyForcibly();
  }

  @Test
  void endsWithEverythingItStartedWhenTheBuildIsKilled() throws Exception {
    ServersOfBuild servers = serversOfTheBuild();
    ServersFile addresses = servers.startedOrReused();
    assertThat(addresses.answers()).isTrue();
    assertThat(servers.startedOrReused()).as("asked a second time").isEqualTo(addresses);

    build.destroyForcibly();

    await().atMost(BOUND).until(() -> !addresses.answers() && !Files.exists(directoryOf(servers)));
  }

  @Test
  void theNextBuildEndsWhatAKilledLauncherLeftBehind() throws Exception {
    ServersOfBuild servers = serversOfTheBuild();
    ServersFile addresses = servers.startedOrReused();
    long launcher =
        Long.parseLong(Files.readString(directoryOf(servers).resolve("launcher.pid")).strip());
    ProcessHandle.of(launcher).ifPresent(ProcessHandle::destroyForcibly);
    await()
        .atMost(BOUND)
        .until(() -> ProcessHandle.of(launcher).filter(ProcessHandle::isAlive).isEmpty());

    new AbandonedServers(directory).end();
    assertThat(addresses.answers()).as("the build still runs").isTrue();

    build.destroyForcibly().waitFor();
    new AbandonedServers(directory).end();
    await().atMost(BOUND).until(() -> !addresses.answers() && !Files.exists(directoryOf(servers)));
  }

  private ServersOfBuild serversOfTheBuild() {
    return new ServersOfBuild(directory, ProcessIdentity.of(build.toHandle()));
  }

  private Path directoryOf(ServersOfBuild servers) {
    return directory.resolve(servers.build().toString());
  }
}

package io.issuestream.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.embedded.Ports;
import io.issuestream.local.home.Home;
import io.issuestream.local.home.PortPlan;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTests {
  @TempDir Path directory;

  @Test
  void saysWhoHoldsAPortAndWhatIsNotBuilt() throws Exception {
    PortPlan ports = new PortPlan(ThreadLocalRandom.current().nextInt(12_000, 22_000));
    Home home = new Home(directory, directory.resolve("home"), ports);
    home.create();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(Ports.loopback(), ports.kafka()));

      assertThat(new Preflight(home, io.issuestream.local.parts.Shape.plain(true)).problems())
          .contains(
              "There is no built jar of sync-worker; run ./issuestream build.",
              "There is no built jar of deploy/jira-sandbox; run ./issuestream build.",
              ("Port %d, which Kafka needs, is in use by process %d (java)."
                      + " Stop that, or set ISSUESTREAM_PORT_OFFSET to move all ports.")
                  .formatted(ports.kafka(), ProcessHandle.current().pid()));
    }
  }
}

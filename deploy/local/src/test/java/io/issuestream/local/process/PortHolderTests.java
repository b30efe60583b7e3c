package io.issuestream.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.embedded.Ports;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortHolderTests {

  @Test
  void findsTheProcessThatListens() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, Ports.loopback())) {
      assertThat(PortHolder.of(socket.getLocalPort()))
          .contains(ProcessHandle.current())
          .map(PortHolder::describe)
          .contains("process " + ProcessHandle.current().pid() + " (java)");
    }
  }

  @Test
  void findsNobodyOnAFreePort() {
    assertThat(PortHolder.of(Ports.free(1).getFirst())).isEmpty();
  }
}

package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that end before their answer does. */
class BrokenConnectionTests extends HttpTestBase {

  @ParameterizedTest
  @CsvSource({"-1, true", "-1, false", "0, true", "9, true", "9, false"})
  void isNoticedAtOnce(int bytesOfTheBody, boolean reset) throws IOException {
    try (ServerSocket breaking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> breakEach(breaking, bytesOfTheBody, reset));
      Jira jira =
          clients.open(
              "broken",
              new JiraSite(
                  JiraKind.CLOUD, URI.create("http://127.0.0.1:" + breaking.getLocalPort())),
              TOKEN,
              limits());
      long begin = System.nanoTime();
      assertThat(failure(JiraFailure.JiraUnavailable.class, jira.serverInfo()))
          .hasMessageContaining("broke off its answer");
      assertThat((System.nanoTime() - begin) / 1_000_000).as("milliseconds").isLessThan(2000);
    }
  }

  private static void breakEach(ServerSocket breaking, int bytes, boolean reset) {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n";
    String answer = bytes < 0 ? "" : head + "{\"version\":\"123456\"}".substring(0, bytes);
    while (!breaking.isClosed()) {
      try (Socket socket = breaking.accept()) {
        int read = socket.getInputStream().read(new byte[4096]);
        assertThat(read).isPositive();
        socket.getOutputStream().write(answer.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        // Closing with a linger of zero is a reset.
        socket.setSoLinger(reset, 0);
      } catch (IOException over) {
        assertThat(over).isNotNull();
      }
    }
  }
}

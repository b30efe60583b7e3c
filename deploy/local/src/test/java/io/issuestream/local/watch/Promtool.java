package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus's own tool, which reads rules as Prometheus does. */
final class Promtool {

  private Promtool() {}

  /** Runs it in a directory; fails with what it said where it does not agree. */
  static String agrees(Path directory, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = start(directory, command);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("promtool ended").isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static Process start(Path directory, List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException missing) {
      return fail(
          "promtool is not installed, so nothing checks the alert rules: run"
              + " ./deploy/local/install-debian.sh, which brings it (Debian's package prometheus).",
          missing);
    }
  }
}

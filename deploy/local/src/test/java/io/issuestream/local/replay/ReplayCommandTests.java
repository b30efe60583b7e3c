package io.issuestream.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReplayCommandTests {

  private final StringWriter err = new StringWriter();

  @Test
  void handsItsOptionsOnToTheServicesProgram() {
    var replay = new ReplayCommand();
    var _ =
        new CommandLine(replay)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .parseArgs(
                "--service",
                "metrics",
                "--swap",
                "--team",
                "kestrel",
                "--json",
                "differences.json",
                "--most",
                "5",
                "--patience",
                "30s");
    assertThat(replay.options())
        .containsExactly(
            "--swap", "--team=kestrel", "--json=differences.json", "--most=5", "--patience=30s");
  }

  @Test
  void wantsAServiceThatHasAProjection() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--service=<service>'");
    assertThat(execute("--service", "dashboard")).isEqualTo(2);
    assertThat(err.toString()).contains("METRICS", "INSIGHTS", "WORKER", "MATCHER", "INTEGRATION");
  }

  private int execute(String... arguments) {
    return new CommandLine(new ReplayCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

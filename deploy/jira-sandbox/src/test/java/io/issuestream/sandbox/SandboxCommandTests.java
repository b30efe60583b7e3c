package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SandboxCommandTests {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = SandboxCommand.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("--data", "--projects", "--issues", "--seed", "--port", "Exit codes");
  }

  @Test
  void refusesLoadingAndGeneratingAtOnce() {
    assertThat(run("--data", ".", "--issues", "5")).isEqualTo(2);
    assertThat(err.toString()).contains("Give either --data or --issues, not both.");
  }

  @Test
  void saysThatAPortIsInUse() {
    try (JiraSandbox other = JiraSandbox.start(SandboxOptions.defaults())) {
      assertThat(run("--port", Integer.toString(other.port()))).isEqualTo(1);
      assertThat(err.toString()).contains("Port " + other.port()).contains("is in use");
    }
  }

  @Test
  void saysThatADirectoryCannotBeRead() {
    assertThat(run("--port", "0", "--data", "/no/such/place")).isEqualTo(1);
    assertThat(err.toString()).contains("/no/such/place");
  }

  @Test
  void saysWhatATimeZoneAndAProjectKeyLookLike() {
    assertThat(run("--port", "0", "--time-zone", "Nowhere")).isEqualTo(2);
    assertThat(run("--port", "0", "--issues", "5", "--projects", "lower")).isEqualTo(2);
    assertThat(err.toString()).contains("Europe/Berlin", "not a project key");
  }
}

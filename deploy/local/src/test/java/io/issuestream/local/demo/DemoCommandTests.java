package io.issuestream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DemoCommandTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--data /nowhere/at/all",
        "--data . --jira https://jira.example.com",
        "--token secret",
        "--pull-requests pom.xml",
        "--data . --members /nowhere.csv",
        "--surface server"
      })
  void refusesWhatDoesNotGoTogetherBeforeAnythingStarts(String arguments) {
    StringWriter err = new StringWriter();

    int code = command(err).execute(arguments.split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void helpsWithoutAStack() {
    assertThat(command(new StringWriter()).execute("--help")).isZero();
  }

  private static CommandLine command(StringWriter err) {
    return new CommandLine(new DemoCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true));
  }
}

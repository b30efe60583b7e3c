package io.issuestream.local.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SyncCommandTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--since soon           | \"soon\" is no time; write 2026-11-20,",
        "--since 2199-01-01     | \"2199-01-01\" lies in the future.",
        "--full --since 3d      | --full reads everything; leave --since out, or --full.",
        "--team Demo/Team       | A team is named by 1 to 63 lower-case letters",
        "--project=             | --project wants a project's key.",
        "--patience 0           | --patience is at least 1.",
        "--everything           | Unknown option: '--everything'"
      })
  void saysWhatItDoesNotUnderstandBeforeItAsksAnybody(String arguments, String sentence) {
    StringWriter err = new StringWriter();

    int code = command(new SyncCommand(), err).execute(arguments.strip().split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith(sentence).doesNotContain("Exception");
  }

  @Test
  void helpsWithoutAStack() {
    StringWriter err = new StringWriter();
    assertThat(command(new SyncCommand(), err).execute("--help")).isZero();
    assertThat(command(new TriggerCommand(), err).execute("nightly", "--help")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  private static CommandLine command(Object command, StringWriter err) {
    return new CommandLine(command)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true));
  }
}

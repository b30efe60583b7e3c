package io.issuestream.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTests {
  private final StringWriter out = new StringWriter();
  private final CommandLine command =
      IssuestreamCommand.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));

  @Test
  void helpsWithEachOfItsCommands() {
    for (String name :
        List.of(
            "up", "down", "status", "logs", "token", "sync", "trigger", "keys", "replay", "restart",
            "kill")) {
      assertThat(command.execute(name, "--help")).as(name).isZero();
    }
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString())
        .contains("build  ")
        .contains("ISSUESTREAM_PORT_OFFSET")
        .doesNotContain("supervise");
  }

  @Test
  void saysWhatWasNotUnderstood() {
    assertThat(command.execute("token")).isEqualTo(2);
    assertThat(out.toString()).contains("Missing required option: '--role=<role>'");
    assertThat(command.execute("token", "--role", "king")).isEqualTo(2);
    assertThat(out.toString()).contains("team_admin");
  }

  @Test
  void answersWithASentenceWhereALengthOfTimeMakesNoSense() {
    assertThat(command.execute("token", "--role", "member", "--ttl", "soon")).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo("\"soon\" is no length of time; write 90s, 30m, 12h or 7d.\n");
  }
}

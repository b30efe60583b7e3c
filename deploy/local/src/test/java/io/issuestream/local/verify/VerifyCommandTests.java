package io.issuestream.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class VerifyCommandTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--within soon     | \"soon\" is no length of time",
        "--within=-5s      | --within is not less than nothing.",
        "--team Demo/Team  | A team is named by 1 to 63 lower-case letters",
        "--project=        | --project wants a project's key.",
        "--everything      | Unknown option: '--everything'"
      })
  void saysWhatItDoesNotUnderstandBeforeItAsksAnybody(String arguments, String sentence) {
    StringWriter err = new StringWriter();

    int code = command(err).execute(arguments.strip().split(" "));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith(sentence).doesNotContain("Exception");
  }

  @Test
  void helpsWithoutAStack() {
    StringWriter err = new StringWriter();
    assertThat(command(err).execute("--help")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsARowAKindWithAColumnAPlaceAndWhatDiffers() {
    Map<String, Row.Cell> cells = new LinkedHashMap<>();
    cells.put("jira", new Row.Cell(119, 0, "", ""));
    cells.put("sync-worker", new Row.Cell(120, 1, "11", ""));
    cells.put("jira.issues", new Row.Cell(120, 1, "11", ""));
    cells.put("metrics-service", new Row.Cell(119, 1, "7", ""));
    var difference =
        new Difference(
            "jira.issues",
            "PAY",
            "10003",
            new TreeMap<>(Map.of("jira.issues", "revision 2", "metrics-service", "absent")),
            List.of("metrics-service"));
    var team =
        new Report.Team(
            "demo",
            Outcome.DIFFERENT,
            "",
            List.of(new Row("jira.issues", "PAY", cells, false)),
            List.of(difference),
            List.of(new Waiting("sync-worker", "sync runs", 1, false)),
            0,
            List.of("PAY: 2 issues vanished."));
    StringWriter out = new StringWriter();

    new VerifyPrintout(new Terminal(new PrintWriter(out), false, false))
        .print(new Report(Outcome.DIFFERENT, 1.25, List.of(team)));

    assertThat(out.toString().lines())
        .containsSubsequence(
            "Team demo",
            "               PROJECT  JIRA  TOPIC         INTEGRATION  SYNC-WORKER   USER-MATCHER  METRICS       INSIGHTS",
            "jira.issues !  PAY      119   120 (1 gone)               120 (1 gone)                119 (1 gone)",
            "On its way: sync-worker: 1 sync runs",
            "Note: PAY: 2 issues vanished.",
            "Differs: jira.issues 10003 of PAY: jira.issues revision 2 | metrics-service absent");
    assertThat(out.toString()).contains("1 differences.");
  }

  private static CommandLine command(StringWriter err) {
    return new CommandLine(new VerifyCommand())
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err, true));
  }
}

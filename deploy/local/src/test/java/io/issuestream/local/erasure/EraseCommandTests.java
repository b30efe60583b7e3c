package io.issuestream.local.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class EraseCommandTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--email a@example.com              | Missing required option: '--team=<team>'",
        "--team alpha                       | Say whom: --account-id or --email, or both.",
        "--team Al/Pha --email a@example.com | A team is named by 1 to 63 lower-case letters",
        "--team alpha --email a@example.com --patience 0 | --patience is at least 1."
      })
  void saysWhatItDoesNotUnderstandBeforeItAsksAnybody(String arguments, String sentence) {
    StringWriter err = new StringWriter();

    int code =
        new CommandLine(new EraseCommand())
            .setErr(new PrintWriter(err, true))
            .execute(arguments.strip().split(" +"));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith(sentence);
  }

  @Test
  void tellsWhatWasDoneAndWhereThePersonIsStillNamed() {
    var view =
        JsonMapper.shared()
            .readTree(
                """
                {"missing":["metrics-service"],"reports":[
                  {"service":"sync-worker","counts":{"person":1,"issue_raw":214},"placesLeftOut":3,
                   "places":[{"kind":"issue","reference":"PAY-17","fields":["comment","summary"]}]},
                  {"service":"insights-service","counts":{},"places":[],"placesLeftOut":0}]}
                """);

    assertThat(Erasing.lines(view))
        .containsExactly(
            "SERVICE           DELETED OR REWRITTEN",
            "sync-worker       issue_raw 214, person 1",
            "insights-service  nothing",
            "metrics-service   has not reported yet",
            "",
            "STILL NAMED IN  WHICH   FIELDS",
            "issue           PAY-17  comment, summary",
            "... and 3 more places");
  }
}

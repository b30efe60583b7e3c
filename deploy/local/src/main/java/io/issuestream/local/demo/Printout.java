package io.issuestream.local.demo;

import io.issuestream.local.cli.Table;
import io.issuestream.local.cli.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Prints what came out, table by table. */
record Printout(Terminal terminal) {
  private static final int MOST_FAILURES = 10;
  private static final int MOST_INSIGHTS = 15;
  private static final int MOST_EVIDENCE = 3;

  void print(Outcome outcome) {
    sync(outcome);
    new FigureTables(terminal.out()).print(outcome);
    matching(outcome.matching());
    insights(outcome.insights());
    PrintWriter out = terminal.out();
    out.println();
    outcome.notes().forEach(note -> out.println(terminal.yellow(note)));
    outcome.faults().forEach(fault -> out.println(terminal.red(fault)));
    String took = Numbers.tenths(outcome.took().toMillis() / 1000.0);
    out.println(
        outcome.isGood()
            ? terminal.green("All of it arrived, in " + took + " s.")
            : terminal.red("Not all of it held; it took " + took + " s."));
    out.flush();
  }

  private void sync(Outcome outcome) {
    PrintWriter out = terminal.out();
    heading("Sync");
    Table table =
        new Table(
            "PROJECT",
            "FETCHED",
            "CREATED",
            "UPDATED",
            "UNCHANGED",
            "FAILED",
            "CALLS",
            "DURATION",
            "RATE",
            "FIRST REQUEST",
            "FIRST ISSUE");
    for (Outcome.Project project : outcome.projects()) {
      ProjectSync.Run run = project.run();
      table.row(
          project.key(),
          Numbers.whole(run.fetched()),
          Numbers.whole(run.created()),
          Numbers.whole(run.updated()),
          Numbers.whole(run.unchanged()),
          Numbers.whole(run.failed()),
          Numbers.whole(run.apiCalls()),
          Numbers.tenths(run.duration().toMillis() / 1000.0) + " s",
          Numbers.whole(Math.round(run.perSecond())) + "/s",
          time(project.firstRequest()),
          time(project.firstIssue()));
    }
    table.lines().forEach(out::println);
    Accounting issues = outcome.issues();
    out.printf(
        "In Jira %s, stored %s, failed %s.%n",
        Numbers.whole(issues.inJira()),
        Numbers.whole(issues.stored()),
        Numbers.whole(issues.failed().size()));
    issues.failed().stream()
        .limit(MOST_FAILURES)
        .forEach(failure -> out.println("  " + failure.issue() + ": " + failure.reason()));
  }

  private void matching(JsonNode summary) {
    heading("People");
    Table table = new Table("MATCHED", "UNMATCHED", "AMBIGUOUS", "EXCLUDED", "ERRORS");
    table.row(
        Matching.STATES.stream()
            .map(state -> Numbers.whole(summary.path(state).asLong()))
            .toArray(String[]::new));
    table.lines().forEach(terminal.out()::println);
  }

  private void insights(List<JsonNode> insights) {
    heading("Insights");
    Table table = new Table("SEVERITY", "FINDING", "EVIDENCE");
    insights.stream()
        .limit(MOST_INSIGHTS)
        .forEach(insight ->
            table.row(
                coloured(insight.path("severity").asString()),
                insight.path("title").asString(),
                evidence(insight)));
    table.lines().forEach(terminal.out()::println);
    if (insights.size() > MOST_INSIGHTS) {
      terminal.out().println("... and " + (insights.size() - MOST_INSIGHTS) + " more.");
    }
  }

  private String coloured(String severity) {
    return switch (severity) {
      case "critical" -> terminal.red(severity);
      case "warning" -> terminal.yellow(severity);
      default -> severity;
    };
  }

  private static String evidence(JsonNode insight) {
    return insight
        .path("evidence")
        .valueStream()
        .limit(MOST_EVIDENCE)
        .map(one -> one.path("label").asString() + " " + one.path("value").asString())
        .reduce((left, right) -> left + "; " + right)
        .orElse("");
  }

  private static String time(Optional<Duration> time) {
    return time.map(Numbers::seconds).orElse("-");
  }

  private void heading(String text) {
    terminal.out().println();
    terminal.out().println(text);
  }
}

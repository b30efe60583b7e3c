package io.issuestream.local.verify;

import io.issuestream.local.cli.Table;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.parts.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A verification for people. */
public record VerifyPrintout(Terminal terminal) {
  private static final int MOST = 50;

  /** Prints all that was found. */
  public void print(Report report) {
    if (report.teams().isEmpty()) {
      line("No topic names any team.");
    }
    report.teams().forEach(this::print);
    line(
        switch (report.outcome()) {
              case EQUAL -> terminal.green("Equal everywhere.");
              case DIFFERENT -> terminal.red(report.differences().size() + " differences.");
              case UNTOLD -> terminal.yellow("It could not be told.");
            }
            + " %.1f s".formatted(report.seconds()));
    terminal.out().flush();
  }

  private void print(Report.Team team) {
    line("Team " + team.team());
    if (!team.rows().isEmpty()) {
      List<String> headings = new ArrayList<>(List.of("", "PROJECT", "JIRA", "TOPIC"));
      ServiceSpec.ALL.forEach(
          service -> headings.add(service.name().replace("-service", "").toUpperCase(Locale.ROOT)));
      Table table = new Table(headings.toArray(String[]::new));
      team.rows().forEach(row -> table.row(cells(row)));
      table.lines().forEach(this::line);
    }
    line("%d figures worked out afresh.".formatted(team.figures()));
    team.waiting()
        .forEach(
            one -> line("On its way: %s: %d %s".formatted(one.place(), one.count(), one.what())));
    team.notes().forEach(note -> line("Note: " + note));
    team.differences().stream().limit(MOST).forEach(one -> line(words(one)));
    if (team.differences().size() > MOST) {
      line("and %d more; --json has them all.".formatted(team.differences().size() - MOST));
    }
    if (!team.reason().isEmpty()) {
      line(terminal.yellow(team.reason()));
    }
    line("");
  }

  private String[] cells(Row row) {
    List<String> cells = new ArrayList<>();
    cells.add(row.equal() ? row.kind() : terminal.red(row.kind() + " !"));
    cells.add(row.project());
    cells.add(cell(row.places().get(Look.JIRA)));
    cells.add(cell(row.places().get(row.kind())));
    ServiceSpec.ALL.forEach(service -> cells.add(cell(row.places().get(service.name()))));
    return cells.toArray(String[]::new);
  }

  private static String cell(Row.@Nullable Cell cell) {
    if (cell == null) {
      return "";
    }
    if (cell.remark().equals("no census")) {
      return "-";
    }
    return cell.count()
        + (cell.gone() == 0 ? "" : " (" + cell.gone() + " gone)")
        + (cell.remark().isEmpty() ? "" : " (" + cell.remark() + ")");
  }

  private String words(Difference one) {
    StringBuilder words = new StringBuilder(terminal.red("Differs: ") + one.kind());
    words.append(one.id().isEmpty() ? "" : " " + one.id());
    words.append(one.project().isEmpty() ? "" : " of " + one.project());
    String between = ": ";
    for (Map.Entry<String, String> place : one.places().entrySet()) {
      String text = place.getKey() + " " + place.getValue();
      words.append(between).append(one.odd().contains(place.getKey()) ? terminal.red(text) : text);
      between = " | ";
    }
    return words.toString();
  }

  private void line(String text) {
    terminal.out().println(text);
  }
}

package io.issuestream.local.bench;

import static io.issuestream.local.demo.Numbers.tenths;
import static io.issuestream.local.demo.Numbers.whole;

import io.issuestream.local.cli.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a benchmark's figures. */
record BenchPrintout(PrintWriter out) {

  void print(BenchFigures figures) {
    Trial trial = figures.trial();
    out.println();
    out.printf(
        "%s issues of %s bytes and %s histories each (%s), after a warm-up of %s in %s s.%n",
        whole(trial.issues()),
        whole(Math.round(figures.floors().size("fetch and parse", "bytes"))),
        tenths(figures.floors().size("fetch and parse", "histories")),
        figures.surface(),
        whole(figures.warmUp().issues()),
        seconds(figures.warmUp().measured()));
    rates(trial);
    processes(figures);
    floors(figures);
    out.flush();
  }

  private void rates(Trial trial) {
    Table table = new Table("", "SECONDS", "ISSUES/S");
    row(table, "to stored", trial, trial.stored());
    row(table, "to published (SyncCompleted)", trial, trial.published());
    row(table, "to the last metric", trial, trial.measured());
    out.println();
    table.lines().forEach(out::println);
    out.printf(
        "%s calls to Jira; %s failed.%n",
        whole(trial.run().apiCalls()), whole(trial.run().failed()));
  }

  private static void row(Table table, String name, Trial trial, Duration time) {
    table.row(name, seconds(time), whole(Math.round(trial.perSecond(time))));
  }

  private void processes(BenchFigures figures) {
    Table table = new Table("PROCESS", "CPU S", "CPU MS/ISSUE", "PEAK MEMORY");
    List<Costs.Spent> product = figures.product();
    product.forEach(spent -> row(table, spent, figures));
    table.row("the product", "", hundredths(figures.cpuPerIssue(product)), "");
    figures.trial().spent().stream()
        .filter(spent -> !product.contains(spent))
        .forEach(spent -> row(table, spent, figures));
    out.println();
    table.lines().forEach(out::println);
    out.println(
        "Largest costs: "
            + figures.largest(3).stream()
                .map(spent ->
                    spent.process() + " " + hundredths(figures.cpuPerIssue(List.of(spent))) + " ms")
                .collect(Collectors.joining(", "))
            + " an issue.");
  }

  private static void row(Table table, Costs.Spent spent, BenchFigures figures) {
    table.row(
        spent.process(),
        seconds(spent.cpu()),
        hundredths(figures.cpuPerIssue(List.of(spent))),
        whole(spent.peakBytes() / (1024 * 1024)) + " MB");
  }

  private void floors(BenchFigures figures) {
    Table table = new Table("FLOOR", "SECONDS", "ISSUES/S", "OWN CPU MS/ISSUE", "BYTES/ISSUE");
    for (Floor floor : figures.floors().all()) {
      table.row(
          floor.name(),
          seconds(floor.time()),
          whole(Math.round(figures.trial().perSecond(floor.time()))),
          hundredths(floor.cpu().toNanos() / 1e6 / figures.trial().issues()),
          whole(Math.round(floor.sizes().getOrDefault("bytes", 0.0))));
    }
    table.row("all, one after another", seconds(figures.floors().sum()));
    out.println();
    table.lines().forEach(out::println);
    out.printf("The pipeline took %s times as long as its floors.%n", hundredths(figures.ratio()));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e9);
  }

  private static String hundredths(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}

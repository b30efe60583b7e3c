package io.issuestream.local.demo;

import io.issuestream.local.cli.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The progress of syncs in words: rate, percentage and the time left. */
public final class SyncLines {
  private static final int MOST = 12;

  private SyncLines() {}

  /** Of very many projects, those that are not done. */
  public static List<String> of(List<ProjectSync> projects, Predicate<ProjectSync> done) {
    List<String> lines = new ArrayList<>();
    projects.stream()
        .filter(project -> projects.size() <= MOST || !done.test(project))
        .limit(MOST)
        .forEach(project -> lines.add(line(project, done.test(project))));
    return lines;
  }

  private static String line(ProjectSync project, boolean done) {
    String name = String.format(Locale.ROOT, "  %-10s ", project.key());
    if (project.run().isEmpty() || (project.status().equals("pending") && !done)) {
      String why = project.error().isEmpty() ? "" : ": " + project.error();
      return name + "waiting" + why;
    }
    ProjectSync.Run run = project.run().get();
    return name
        + String.format(Locale.ROOT, "%-10s", run.stage())
        + counted(run)
        + (project.error().isEmpty() ? "" : "  " + project.error());
  }

  private static String counted(ProjectSync.Run run) {
    String fetched = Numbers.whole(run.fetched());
    if (run.stage().equals("completed") || run.total().isEmpty()) {
      return "%s issues".formatted(fetched) + rate(run);
    }
    long total = Math.max(run.total().getAsLong(), run.fetched());
    long percent = total == 0 ? 0 : run.fetched() * 100 / total;
    return "%s of %s issues  %d %%%s%s"
        .formatted(fetched, Numbers.whole(total), percent, rate(run), timeLeft(run));
  }

  private static String rate(ProjectSync.Run run) {
    return run.perSecond() > 0 ? "  " + Numbers.whole(Math.round(run.perSecond())) + "/s" : "";
  }

  private static String timeLeft(ProjectSync.Run run) {
    OptionalLong total = run.total();
    if (run.perSecond() <= 0 || total.isEmpty() || total.getAsLong() <= run.fetched()) {
      return "";
    }
    double seconds = (total.getAsLong() - run.fetched()) / run.perSecond();
    return "  ETA " + Durations.words(Duration.ofSeconds((long) Math.ceil(seconds)));
  }
}

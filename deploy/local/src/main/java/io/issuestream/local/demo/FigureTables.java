package io.issuestream.local.demo;

import io.issuestream.local.cli.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sprints, flow and linkage in tables. */
record FigureTables(PrintWriter out) {
  private static final int SPRINTS = 10;
  private static final int WEEKS = 8;

  void print(Outcome outcome) {
    sprints(outcome.sprints());
    flow(outcome.flow());
    linkage(outcome);
  }

  private void sprints(List<JsonNode> sprints) {
    Table table =
        new Table(
            "SPRINT",
            "STATE",
            "STARTED",
            "COMMITTED",
            "ADDED",
            "REMOVED",
            "COMPLETED",
            "CARRIED OVER",
            "BASED ON");
    sprints.stream()
        .filter(sprint -> !sprint.path("state").asString("").equals("future"))
        .limit(SPRINTS)
        .forEach(sprint -> sprint(table, sprint));
    print("Last sprints, in issues (points)", table);
  }

  private static void sprint(Table table, JsonNode sprint) {
    table.row(
        sprint.path("name").asString(),
        sprint.path("state").asString(),
        day(sprint.path("startDate").asString("")),
        amount(sprint.path("committed")),
        amount(sprint.path("added")),
        amount(sprint.path("removed")),
        amount(sprint.path("completed")),
        amount(sprint.path("carriedOver")),
        sprint.path("confidence").path("basis").asString());
  }

  private void flow(List<JsonNode> flow) {
    Table times =
        new Table(
            "PROJECT",
            "ISSUES",
            "RESOLVED",
            "LEAD P50",
            "P85",
            "P95",
            "CYCLE P50",
            "P85",
            "P95",
            "WIP");
    Table weeks = new Table("PROJECT", "DONE PER WEEK, THE LAST " + WEEKS);
    for (JsonNode project : flow) {
      String key = project.path("projectKey").asString();
      JsonNode lead = project.path("leadTime");
      JsonNode cycle = project.path("cycleTime");
      times.row(
          key,
          Numbers.whole(project.path("issues").asLong()),
          Numbers.whole(project.path("resolved").asLong()),
          Numbers.hours(lead.path("p50")),
          Numbers.hours(lead.path("p85")),
          Numbers.hours(lead.path("p95")),
          Numbers.hours(cycle.path("p50")),
          Numbers.hours(cycle.path("p85")),
          Numbers.hours(cycle.path("p95")),
          Numbers.whole(project.path("wip").path("issues").asLong()));
      weeks.row(key, throughput(project.path("throughput")));
    }
    print("Flow", times);
    weeks.lines().forEach(out::println);
  }

  private static String throughput(JsonNode weeks) {
    String done =
        weeks
            .valueStream()
            .skip(Math.max(0, weeks.size() - WEEKS))
            .map(week -> Numbers.whole(week.path("done").path("issues").asLong()))
            .collect(Collectors.joining("  "));
    return weeks.isEmpty()
        ? "-"
        : done
            + "  (since "
            + weeks.get(Math.max(0, weeks.size() - WEEKS)).path("weekStart").asString()
            + ")";
  }

  private void linkage(Outcome outcome) {
    Table table =
        new Table(
            "REPOSITORY",
            "PULL REQUESTS",
            "LINKED",
            "RATE",
            "BY SOURCE",
            "UNKNOWN KEYS",
            "LINKED CYCLE P50",
            "UNLINKED");
    for (JsonNode one : outcome.linkage()) {
      table.row(
          one.path("repository").asString(),
          Numbers.whole(one.path("pullRequests").asLong()),
          Numbers.whole(one.path("linkedPullRequests").asLong()),
          Numbers.percent(one.path("linkRate")),
          sources(one.path("bySource")),
          Numbers.whole(one.path("unknownKeys").asLong()),
          Numbers.hours(one.path("linked").path("cycleTime").path("p50")),
          Numbers.hours(one.path("unlinked").path("cycleTime").path("p50")));
    }
    print("Pull requests", table);
    HeldPullRequests held = outcome.pullRequests();
    out.printf(
        "Delivered %s, held %s, linked %s.%n",
        Numbers.whole(held.delivered()), Numbers.whole(held.held()), Numbers.whole(held.linked()));
  }

  private static String sources(JsonNode bySource) {
    return bySource
        .propertyStream()
        .map(source ->
            source.getKey().toLowerCase(Locale.ROOT)
                + " "
                + Numbers.whole(source.getValue().asLong()))
        .collect(Collectors.joining(", "));
  }

  private static String day(String moment) {
    return moment.isEmpty() ? "-" : moment.substring(0, Math.min(10, moment.length()));
  }

  private static String amount(JsonNode amount) {
    JsonNode points = amount.path("points");
    String issues = Numbers.whole(amount.path("issues").asLong());
    return points.asDouble(0) == 0 ? issues : issues + " (" + Numbers.plain(points) + ")";
  }

  private void print(String heading, Table table) {
    out.println();
    out.println(heading);
    table.lines().forEach(out::println);
  }
}

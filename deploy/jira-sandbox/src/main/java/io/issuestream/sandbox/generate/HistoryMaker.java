package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Histories;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.generate.Change.Aside;
import io.issuestream.sandbox.generate.Change.IntoSprint;
import io.issuestream.sandbox.generate.Change.OutOfSprint;
import io.issuestream.sandbox.generate.Change.ToAssignee;
import io.issuestream.sandbox.generate.Change.ToEstimate;
import io.issuestream.sandbox.generate.Change.ToStatus;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a life as change histories and keeps what the issue looks like at its end. */
final class HistoryMaker {
  private static final String NO_FIELD_ID = "";

  private final ProjectPlan plan;
  private final People people;
  private final Life life;
  private final SplittableRandom random;
  private final Histories.Builder histories = new Histories.Builder();
  private final List<Integer> sprints = new ArrayList<>();
  private int status = Catalogue.TO_DO;
  private int points;
  private int assignee = -1;
  private long resolved;

  HistoryMaker(ProjectPlan plan, People people, Life life) {
    this.plan = plan;
    this.people = people;
    this.life = life;
    this.random = plan.lives().random(life.number(), 4);
    this.points = life.firstEstimate();
    sprints.addAll(life.inheritedSprints());
  }

  Histories write() {
    for (Change change : life.changes()) {
      JsonBytes out = histories.out();
      out.ascii("{\"id\":\"")
          .number(plan.issueId(life.number()) * 64 + histories.size())
          .ascii("\",\"author\":");
      Template.user(out, author(change));
      out.ascii(",\"created\":\"").ascii(JiraTime.text(change.at())).ascii("\",\"items\":[");
      items(change, out);
      out.ascii("]}");
      histories.end(change.at());
    }
    return histories.build(histories.size());
  }

  int points() {
    return points;
  }

  /** Account number of the assignee, or -1. */
  int assignee() {
    return assignee;
  }

  /** When it was resolved, or 0. */
  long resolved() {
    return resolved;
  }

  long[] sprintIds() {
    return sprints.stream().mapToLong(plan.calendar()::id).toArray();
  }

  private int author(Change change) {
    if (change instanceof Aside && random.nextInt(4) == 0) {
      return people.app().accountNumber();
    }
    return change instanceof ToStatus && assignee >= 0 && random.nextInt(4) > 0
        ? assignee
        : people.ofTeam(plan.place(), random).accountNumber();
  }

  private void items(Change change, JsonBytes out) {
    switch (change) {
      case ToStatus to -> status(to, out);
      case IntoSprint into -> {
        String ids = ids();
        String names = names();
        sprints.add(into.sprint());
        item("Sprint", Field.SPRINT_ID, ids, names, ids(), names(), out);
      }
      case OutOfSprint from -> {
        String ids = ids();
        String names = names();
        sprints.remove(Integer.valueOf(from.sprint()));
        item("Sprint", Field.SPRINT_ID, ids, names, ids(), names(), out);
      }
      case ToEstimate to -> {
        out.ascii("{\"field\":");
        Template.variant(out, "\"Story point estimate\"", "\"Story Points\"");
        out.ascii(",\"fieldtype\":\"custom\"");
        Template.variant(out, ",\"fieldId\":\"" + Field.CLOUD_POINTS_ID + "\"", "");
        sides(
            null,
            points == 0 ? null : Integer.toString(points),
            null,
            Integer.toString(to.points()),
            out);
        points = to.points();
      }
      case ToAssignee to -> assignee(to.account(), out);
      case Aside aside -> aside(aside.kind(), out);
    }
  }

  private void status(ToStatus to, JsonBytes out) {
    item(
        "status",
        "status",
        Catalogue.statusId(status),
        Catalogue.statusName(status),
        Catalogue.statusId(to.status()),
        Catalogue.statusName(to.status()),
        out);
    if (to.status() == Catalogue.DONE) {
      item("resolution", "resolution", null, null, "10000", "Done", out.raw(','));
      resolved = to.at();
    } else if (status == Catalogue.DONE) {
      item("resolution", "resolution", "10000", "Done", null, null, out.raw(','));
      resolved = 0;
    }
    status = to.status();
  }

  private void assignee(int account, JsonBytes out) {
    out.ascii("{\"field\":\"assignee\",\"fieldtype\":\"jira\"");
    Template.variant(out, ",\"fieldId\":\"assignee\"", "");
    person("from", "fromString", assignee, out);
    person("to", "toString", account, out);
    out.raw('}');
    assignee = account;
  }

  private void person(String idName, String textName, int account, JsonBytes out) {
    out.ascii(",\"").ascii(idName).ascii("\":");
    if (account < 0) {
      out.ascii("null,\"").ascii(textName).ascii("\":null");
      return;
    }
    Person person = people.numbered(account);
    Template.variant(
        out, "\"" + person.account().accountId() + "\"", "\"" + person.account().key() + "\"");
    out.ascii(",\"").ascii(textName).ascii("\":").string(person.account().displayName());
  }

  private void aside(int kind, JsonBytes out) {
    int number = random.nextInt(50);
    switch (kind) {
      case 0 ->
          item(
              "Rank",
              "customfield_10019",
              "",
              "",
              "",
              number % 2 == 0 ? "Ranked higher" : "Ranked lower",
              out);
      case 1 -> item("labels", "labels", null, "", null, Words.label(number), out);
      case 2 ->
          item(
              "priority",
              "priority",
              "3",
              "Medium",
              number % 2 == 0 ? "2" : "4",
              number % 2 == 0 ? "High" : "Low",
              out);
      case 3 -> {
        String key = plan.issueKey(1 + random.nextInt(life.number()));
        item("Link", NO_FIELD_ID, null, null, key, "This issue relates to " + key, out);
      }
      case 4 ->
          item(
              "description",
              "description",
              null,
              Words.summary(random, false),
              null,
              Words.summary(random, true),
              out);
      default -> item("timeestimate", "timeestimate", null, null, "14400", "14400", out);
    }
  }

  private static void item(
      String field,
      String fieldId,
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText,
      JsonBytes out) {
    out.ascii("{\"field\":\"").ascii(field).ascii("\",\"fieldtype\":\"");
    out.ascii(fieldId.startsWith("customfield_") ? "custom\"" : "jira\"");
    if (!fieldId.isEmpty()) {
      Template.variant(out, ",\"fieldId\":\"" + fieldId + "\"", "");
    }
    sides(from, fromText, to, toText, out);
  }

  private static void sides(
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText,
      JsonBytes out) {
    out.ascii(",\"from\":").string(from).ascii(",\"fromString\":").string(fromText);
    out.ascii(",\"to\":").string(to).ascii(",\"toString\":").string(toText).raw('}');
  }

  private String ids() {
    return sprints.stream()
        .map(s -> Long.toString(plan.calendar().id(s)))
        .collect(Collectors.joining(", "));
  }

  private String names() {
    return sprints.stream().map(s -> plan.calendar().name(s)).collect(Collectors.joining(", "));
  }
}

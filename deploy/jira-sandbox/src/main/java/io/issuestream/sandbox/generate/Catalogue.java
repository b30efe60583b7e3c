package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Status;
import io.issuestream.sandbox.data.Template;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.List;

/** The statuses, types and priorities of the made-up Jira, as ready templates. */
final class Catalogue {
  static final int TO_DO = 0;
  static final int IN_PROGRESS = 1;
  static final int IN_REVIEW = 2;
  static final int DONE = 3;

  static final int EPIC = 0;
  static final int STORY = 1;
  static final int TASK = 2;
  static final int BUG = 3;
  static final int SUB_TASK = 4;

  /** How many kinds of {@link Change.Aside} there are. */
  static final int ASIDES = 6;

  private static final List<Named> STATUSES =
      List.of(
          new Named(
              "10000",
              "To Do",
              "{\"id\":2,\"key\":\"new\",\"colorName\":\"blue-gray\",\"name\":\"To Do\"}"),
          new Named("3", "In Progress", progress()),
          new Named("10001", "In Review", progress()),
          new Named(
              "10002",
              "Done",
              "{\"id\":3,\"key\":\"done\",\"colorName\":\"green\",\"name\":\"Done\"}"));

  private static final List<Named> TYPES =
      List.of(
          new Named("10000", "Epic", "1"),
          new Named("10001", "Story", "0"),
          new Named("10002", "Task", "0"),
          new Named("10004", "Bug", "0"),
          new Named("10003", "Sub-task", "-1"));

  private static final List<Named> PRIORITIES =
      List.of(new Named("2", "High", ""), new Named("3", "Medium", ""), new Named("4", "Low", ""));

  private record Named(String id, String name, String extra) {}

  private Catalogue() {}

  private static String progress() {
    return "{\"id\":4,\"key\":\"indeterminate\",\"colorName\":\"yellow\",\"name\":\"In Progress\"}";
  }

  static String statusId(int status) {
    return STATUSES.get(status).id();
  }

  static String statusName(int status) {
    return STATUSES.get(status).name();
  }

  /** Makes the statuses known, those that no issue is in as well. */
  static void announce(JiraData data) {
    for (int i = 0; i < STATUSES.size(); i++) {
      JsonBytes out = new JsonBytes();
      status(i, out);
      data.status(new Status(statusId(i), statusName(i), out.toByteArray()));
    }
  }

  static void status(int status, JsonBytes out) {
    Named named = STATUSES.get(status);
    self("status/" + named.id(), out);
    out.ascii(",\"description\":\"\",\"name\":\"").ascii(named.name());
    out.ascii("\",\"id\":\"")
        .ascii(named.id())
        .ascii("\",\"statusCategory\":")
        .ascii(named.extra())
        .raw('}');
  }

  /** The short form inside a reference to another issue. */
  static void shortStatus(int status, JsonBytes out) {
    Named named = STATUSES.get(status);
    out.ascii("{\"name\":\"").ascii(named.name()).ascii("\",\"id\":\"").ascii(named.id());
    out.ascii("\",\"statusCategory\":").ascii(named.extra()).raw('}');
  }

  /** The short form inside a reference to another issue. */
  static void shortType(int type, JsonBytes out) {
    Named named = TYPES.get(type);
    out.ascii("{\"id\":\"").ascii(named.id()).ascii("\",\"name\":\"").ascii(named.name());
    out.ascii(type == SUB_TASK ? "\",\"subtask\":true}" : "\",\"subtask\":false}");
  }

  static void type(int type, JsonBytes out) {
    Named named = TYPES.get(type);
    self("issuetype/" + named.id(), out);
    out.ascii(",\"id\":\"").ascii(named.id()).ascii("\",\"description\":\"\",\"name\":\"");
    out.ascii(named.name());
    out.ascii(type == SUB_TASK ? "\",\"subtask\":true" : "\",\"subtask\":false");
    out.ascii(",\"hierarchyLevel\":").ascii(named.extra()).raw('}');
  }

  static void priority(int number, JsonBytes out) {
    Named named = PRIORITIES.get(number % PRIORITIES.size());
    self("priority/" + named.id(), out);
    out.ascii(",\"name\":\"").ascii(named.name());
    out.ascii("\",\"id\":\"").ascii(named.id()).ascii("\"}");
  }

  static void resolution(JsonBytes out) {
    self("resolution/10000", out);
    out.ascii(
        ",\"id\":\"10000\",\"description\":\"Work has been completed on this"
            + " issue.\",\"name\":\"Done\"}");
  }

  private static void self(String path, JsonBytes out) {
    out.ascii("{\"self\":\"");
    Template.api(out);
    out.ascii(path).raw('"');
  }
}

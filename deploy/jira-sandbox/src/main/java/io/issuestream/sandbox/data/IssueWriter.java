package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import java.nio.charset.StandardCharsets;

/** Writes issues and their changelogs as an answer shows them. */
public final class IssueWriter {
  /** Cloud gives no more histories than this inside an issue. */
  public static final int CLOUD_HISTORIES = 40;

  private static final String EXPAND =
      "operations,versionedRepresentations,editmeta,changelog,renderedFields";

  private static final String CREATED = "\"created\":\"";

  private final Sprints sprints;

  IssueWriter(Sprints sprints) {
    this.sprints = sprints;
  }

  /**
   * Writes one issue.
   *
   * @param changelog whether {@code expand=changelog} was asked for; an issue whose data has no
   *     changelog is given none
   * @param broken whether to write it so that nobody can read its fields
   */
  public void write(
      Issue issue,
      FieldSelection selection,
      boolean changelog,
      boolean broken,
      Rendering as,
      JsonBytes out) {
    if (selection.onlyId() && !changelog) {
      out.ascii("{\"id\":\"").number(issue.id()).ascii("\"}");
      return;
    }
    out.ascii("{\"expand\":\"")
        .ascii(EXPAND)
        .ascii("\",\"id\":\"")
        .number(issue.id())
        .ascii("\",\"self\":\"");
    out.escaped(as.baseUrl());
    out.ascii(
        as.agile()
            ? "/rest/agile/1.0/issue/"
            : as.apiVersion() == '3' ? "/rest/api/3/issue/" : "/rest/api/2/issue/");
    out.number(issue.id()).ascii("\",\"key\":").string(issue.key());
    Histories histories = issue.histories();
    if (changelog && histories != null) {
      out.ascii(",\"changelog\":");
      embedded(histories, as, out);
    }
    if (broken) {
      out.ascii(",\"fields\":\"made unreadable by the sandbox's faults\"");
    } else if (selection.realFields()) {
      out.ascii(",\"fields\":{");
      issue.values().write(issue, selection, as, sprints, out);
      out.raw('}');
    }
    out.raw('}');
  }

  /**
   * The changelog inside an issue: the newest 40, newest first, on Cloud; all, oldest first, on
   * Data Center.
   */
  private static void embedded(Histories histories, Rendering as, JsonBytes out) {
    boolean cloud = as.surface() == Surface.CLOUD;
    int held = histories.size();
    int given = cloud ? Math.min(CLOUD_HISTORIES, held) : held;
    out.ascii("{\"startAt\":0,\"maxResults\":").number(cloud ? CLOUD_HISTORIES : histories.total());
    out.ascii(",\"total\":").number(histories.total()).ascii(",\"histories\":[");
    for (int i = 0; i < given; i++) {
      if (i > 0) {
        out.raw(',');
      }
      histories.write(cloud ? held - 1 - i : i, as, out);
    }
    out.ascii("]}");
  }

  /**
   * Writes histories number {@code from} to {@code to} (not included), oldest first, with commas
   * between.
   */
  public static void writeHistories(
      Histories histories, int from, int to, Rendering as, JsonBytes out) {
    for (int i = Math.max(0, from); i < Math.min(to, histories.size()); i++) {
      if (i > from) {
        out.raw(',');
      }
      histories.write(i, as, out);
    }
  }

  /** Writes one history with its time as epoch milliseconds, as changelogs fetched in bulk do. */
  public static void writeHistory(Histories histories, int index, Rendering as, JsonBytes out) {
    JsonBytes text = new JsonBytes(600);
    histories.write(index, as, text);
    String shown = text.toString();
    int from = shown.indexOf(CREATED);
    int to = from < 0 ? -1 : shown.indexOf('"', from + CREATED.length());
    if (to < 0 || histories.created(index) == 0) {
      out.bytes(text.array(), 0, text.length());
      return;
    }
    byte[] head = shown.substring(0, from).getBytes(StandardCharsets.UTF_8);
    byte[] tail = shown.substring(to + 1).getBytes(StandardCharsets.UTF_8);
    out.bytes(head).ascii("\"created\":").number(histories.created(index)).bytes(tail);
  }
}

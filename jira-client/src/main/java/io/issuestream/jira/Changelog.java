package io.issuestream.jira;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue's history, one entry per changed field, oldest first.
 *
 * @param changes every item of every history
 * @param histories number of histories these came from
 * @param present whether Jira sent a changelog at all
 * @param complete whether no history is missing; Cloud's search gives the newest 40 only
 */
public record Changelog(List<Change> changes, int histories, boolean present, boolean complete) {

  private static final Changelog ABSENT = new Changelog(List.of(), 0, false, false);

  /** Keeps the list from changing. */
  public Changelog {
    changes = List.copyOf(changes);
  }

  /** No changelog came along. */
  public static Changelog absent() {
    return ABSENT;
  }

  /**
   * Whether older histories may be missing when the issue was found by Cloud's search. Its total is
   * by specification the number of results <i>on the page</i>, so a full page proves nothing.
   */
  public boolean mayBeCut() {
    return present && (!complete || histories >= RawChangelog.CLOUD_CAP);
  }

  /** The changes of one field, oldest first. */
  public List<Change> of(Field field) {
    return changes.stream().filter(change -> change.field() == field).toList();
  }

  /** Fields whose changes mean something to Issuestream. */
  public enum Field {
    /** Status; {@code from} and {@code to} are status ids. */
    STATUS,
    /** Sprint membership; {@code from} and {@code to} are comma-separated sprint ids. */
    SPRINT,
    /** Assignee; {@code from} and {@code to} are account keys. */
    ASSIGNEE,
    /** Estimate; the texts are the numbers. */
    ESTIMATE,
    /** A move changed the key; the texts are the keys. */
    KEY,
    /** A move changed the project; {@code from} and {@code to} are project ids. */
    PROJECT,
    /** Resolution; {@code from} and {@code to} are resolution ids. */
    RESOLUTION,
    /** Anything else. */
    OTHER
  }

  /**
   * One field's change.
   *
   * @param historyId Jira's id of the history it belongs to; empty when not told
   * @param at when
   * @param authorKey account key of whoever did it; null for apps and where not told
   * @param field what kind of field
   * @param fieldId Jira's field id; null where not told, as on older servers
   * @param fieldName Jira's name of the field
   * @param from value before; null when there was none
   * @param fromText value before, as shown
   * @param to value after; null when there is none
   * @param toText value after, as shown
   */
  public record Change(
      String historyId,
      Instant at,
      @Nullable String authorKey,
      Field field,
      @Nullable String fieldId,
      String fieldName,
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText) {

    /** Sprint ids before the change, for {@link Field#SPRINT}. */
    public List<Long> fromSprintIds() {
      return ids(from);
    }

    /** Sprint ids after the change, for {@link Field#SPRINT}. */
    public List<Long> toSprintIds() {
      return ids(to);
    }

    private static List<Long> ids(@Nullable String list) {
      List<Long> ids = new ArrayList<>();
      long id = -1;
      for (int i = 0; list != null && i <= list.length(); i++) {
        char c = i < list.length() ? list.charAt(i) : ',';
        if (c >= '0' && c <= '9') {
          id = Math.max(id, 0) * 10 + (c - '0');
        } else if (c == ',' && id >= 0) {
          ids.add(id);
          id = -1;
        }
      }
      return List.copyOf(ids);
    }
  }
}

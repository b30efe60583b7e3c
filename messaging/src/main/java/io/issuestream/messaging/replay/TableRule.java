package io.issuestream.messaging.replay;

import io.issuestream.contracts.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table is in a replay, and how its rows are compared.
 *
 * @param topic of states: the topic they are the last events of; of figures: the one they are
 *     published on; the key is team and aggregate
 * @param parent of facts: the table of states they were taken from
 * @param shown column → SQL over the row {@code t} that is compared and shown in its place
 * @param leftOut column → why it is not compared
 * @param rows SQL over the row {@code t}: which are compared
 * @param unsettled SQL over the difference {@code d} ({@code team_id}, {@code key} as jsonb), with
 *     <code>{live}</code> for the live tables' schema: whether the live row is about to be worked
 *     out again
 * @param because why it is technical, or why only some rows are compared; empty where all are
 */
public record TableRule(
    String table,
    Kind kind,
    @Nullable Topic topic,
    @Nullable Parent parent,
    Map<String, String> shown,
    Map<String, String> leftOut,
    String rows,
    String unsettled,
    String because) {

  /** What a table is. */
  public enum Kind {
    /** The last event of each aggregate, with its revision. */
    STATES,
    /** Taken from states, in the same statement. */
    FACTS,
    /** As facts, but nothing is ever taken away: the live one may hold more. */
    GROWING,
    /** Worked out of states and facts, later; with a revision of its own. */
    FIGURES,
    /** Not of the projection. */
    TECHNICAL
  }

  /**
   * A table of states that facts come from.
   *
   * @param column the aggregate's column in the table of facts
   */
  public record Parent(String table, String column) {}

  public TableRule {
    shown = Map.copyOf(shown);
    leftOut = Map.copyOf(leftOut);
  }

  /** The last events of a topic, one row an aggregate. */
  public static TableRule states(String table, Topic topic) {
    return new TableRule(table, Kind.STATES, topic, null, Map.of(), Map.of(), "true", "false", "");
  }

  /** Facts of a whole team. */
  public static TableRule facts(String table) {
    return of(table, Kind.FACTS, "");
  }

  /** Facts that belong to one aggregate each. */
  public static TableRule facts(String table, String parent, String column) {
    return new TableRule(
        table,
        Kind.FACTS,
        null,
        new Parent(parent, column),
        Map.of(),
        Map.of(),
        "true",
        "false",
        "");
  }

  public static TableRule growing(String table, String because) {
    return of(table, Kind.GROWING, because);
  }

  public static TableRule figures(String table) {
    return of(table, Kind.FIGURES, "");
  }

  /** Figures that are published, one aggregate a row. */
  public static TableRule figures(String table, Topic topic) {
    return new TableRule(table, Kind.FIGURES, topic, null, Map.of(), Map.of(), "true", "false", "");
  }

  public static TableRule technical(String table, String because) {
    return of(table, Kind.TECHNICAL, because);
  }

  private static TableRule of(String table, Kind kind, String because) {
    return new TableRule(table, kind, null, null, Map.of(), Map.of(), "true", "false", because);
  }

  public TableRule showing(String column, String sql) {
    return new TableRule(
        table, kind, topic, parent, and(shown, column, sql), leftOut, rows, unsettled, because);
  }

  public TableRule without(String column, String reason) {
    return new TableRule(
        table, kind, topic, parent, shown, and(leftOut, column, reason), rows, unsettled, because);
  }

  public TableRule only(String sql, String reason) {
    return new TableRule(table, kind, topic, parent, shown, leftOut, sql, unsettled, reason);
  }

  public TableRule unsettledWhere(String sql) {
    return new TableRule(table, kind, topic, parent, shown, leftOut, rows, sql, because);
  }

  private static Map<String, String> and(Map<String, String> map, String key, String value) {
    var more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }
}

package io.issuestream.messaging.replay;

import io.issuestream.messaging.replay.TableRule.Kind;
import io.issuestream.messaging.replay.Tables.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statement that writes the differences of one table down. Columns are compared as they are;
 * JSON is made only of rows that differ.
 *
 * @param live the live rows' schema
 * @param shadow the rebuilt ones'
 */
record CompareSql(String live, String shadow) {

  /** The rebuilt table's differences from the live one; $1 is the round, $2 a team or empty. */
  String of(Table table) {
    return of(table, table.rule().table(), live, table.rule().table(), table.rule().table());
  }

  /** The rebuilt figures' differences from what was read back from the topics. */
  String ofPublished(Table outbox) {
    return of(outbox, "records on topics", shadow, Tables.PUBLISHED, outbox.rule().table());
  }

  private String of(Table table, String name, String liveSchema, String one, String other) {
    List<String> compared = table.compared();
    String differ =
        compared.isEmpty()
            ? ""
            : " or row(%s) is distinct from row(%s)"
                .formatted(columns("l", compared), columns("r", compared));
    String presence =
        table.rule().kind() == Kind.GROWING ? "l.here is null" : "l.here is distinct from r.here";
    return """
    insert into %1$s.%2$s (round, table_name, team_id, key, live, rebuilt, settled)
    select $1, '%3$s', d.team_id, d.key, d.live, d.rebuilt, not (%4$s)
    from (
      select coalesce(l.team_id, r.team_id) as team_id,
        jsonb_build_object(%5$s) as key,
        case when l.here then %6$s end as live,
        case when r.here then %7$s end as rebuilt
      from (%8$s) l
      full join (%9$s) r on %10$s
      where %11$s%12$s) d
    """
        .formatted(
            quoted(shadow),
            Tables.DIFFERENCES,
            name,
            table.rule().unsettled().replace("{live}", quoted(live)),
            keys(table),
            json("l", compared),
            json("r", compared),
            rows(table, liveSchema, one),
            rows(table, shadow, other),
            table.key().stream()
                .map(column -> "l.%1$s = r.%1$s".formatted(column))
                .collect(Collectors.joining(" and ")),
            presence,
            differ);
  }

  private static String rows(Table table, String schema, String name) {
    String columns =
        table.compared().stream()
            .map(column -> ", " + table.shown(column) + " as " + column)
            .collect(Collectors.joining());
    return "select true as here, %s%s from %s.%s t where (%s) and ($2 = '' or t.team_id = $2)"
        .formatted(
            table.key().stream().map(column -> "t." + column).collect(Collectors.joining(", "))
                + (table.key().contains("team_id") ? "" : ", t.team_id"),
            columns,
            quoted(schema),
            name,
            table.rule().rows());
  }

  private static String keys(Table table) {
    return table.key().stream()
        .filter(column -> !column.equals("team_id"))
        .map(column -> "'%1$s', coalesce(l.%1$s, r.%1$s)".formatted(column))
        .collect(Collectors.joining(", "));
  }

  private static String json(String side, List<String> columns) {
    return columns.stream()
        .map(column -> "'%2$s', %1$s.%2$s".formatted(side, column))
        .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
  }

  private static String columns(String side, List<String> columns) {
    return columns.stream().map(column -> side + "." + column).collect(Collectors.joining(", "));
  }

  /** A schema's name in a statement. */
  static String quoted(String schema) {
    return '"' + schema.replace("\"", "\"\"") + '"';
  }
}

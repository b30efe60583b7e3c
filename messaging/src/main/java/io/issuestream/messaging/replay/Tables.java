package io.issuestream.messaging.replay;

import io.issuestream.messaging.replay.TableRule.Kind;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * The tables of a schema as PostgreSQL knows them, each with its service's rule. A table or column
 * that no rule speaks of cannot be passed over: columns are compared unless left out by name, and a
 * table without a rule stops the replay.
 */
record Tables(String schema, Map<String, Table> byName) {

  /** What the replay itself keeps in the shadow. */
  static final String DIFFERENCES = "replay_difference";

  static final String PUBLISHED = "replay_published";

  /** A table with its columns, by name, and their types. */
  record Table(TableRule rule, List<String> key, Map<String, String> columns) {

    /** Those compared, in their order. */
    List<String> compared() {
      return columns.keySet().stream()
          .filter(column -> !key.contains(column) && !column.equals("team_id"))
          .filter(column -> !rule.leftOut().containsKey(column))
          .toList();
    }

    /** SQL for what is compared of a column of the row {@code t}. */
    String shown(String column) {
      return rule.shown().getOrDefault(column, "t." + column);
    }

    /** The key's column beside the team. */
    String aggregate() {
      return key.stream().filter(column -> !column.equals("team_id")).findFirst().orElseThrow();
    }
  }

  private record Column(String table, String name, String type, int place) {}

  static Mono<Tables> of(DatabaseClient database, String schema, List<TableRule> rules) {
    return database
        .sql(
            """
            select c.relname, a.attname, format_type(a.atttypid, null) as type,
              coalesce(array_position(i.indkey::int2[], a.attnum), -1) as place
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_index i on i.indrelid = c.oid and i.indisprimary
            where c.relnamespace = (select oid from pg_namespace where nspname = $1)
              and c.relkind in ('r', 'p')
            order by c.relname, a.attnum
            """)
        .bind(0, schema)
        .map(Tables::column)
        .all()
        .collectList()
        .map(columns -> new Tables(schema, joined(columns, rules)));
  }

  private static Map<String, Table> joined(List<Column> columns, List<TableRule> rules) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    Map<String, Map<Integer, String>> keys = new LinkedHashMap<>();
    for (Column column : columns) {
      all.computeIfAbsent(column.table(), name -> new LinkedHashMap<>())
          .put(column.name(), column.type());
      if (column.place() >= 0) {
        keys.computeIfAbsent(column.table(), name -> new TreeMap<>())
            .put(column.place(), column.name());
      }
    }
    var unknown = new TreeSet<>(all.keySet());
    unknown.removeAll(List.of(DIFFERENCES, PUBLISHED));
    Map<String, Table> tables = new LinkedHashMap<>();
    for (TableRule rule : rules) {
      Map<String, String> known = all.get(rule.table());
      if (known == null && rule.kind() == Kind.TECHNICAL) {
        // Such as Liquibase's lock, which databases made before have.
        continue;
      }
      if (known == null) {
        throw new ReplayStopped("The service names a table that is not there: " + rule.table());
      }
      unknown.remove(rule.table());
      List<String> key = new ArrayList<>(keys.getOrDefault(rule.table(), Map.of()).values());
      tables.put(rule.table(), new Table(rule, key, known));
    }
    if (!unknown.isEmpty()) {
      throw new ReplayStopped(
          "Nothing says whether these tables belong to the projection: "
              + String.join(", ", unknown));
    }
    return tables;
  }

  List<Table> of(Kind... kinds) {
    return byName.values().stream()
        .filter(table -> List.of(kinds).contains(table.rule().kind()))
        .toList();
  }

  private static Column column(Readable row) {
    return new Column(
        Objects.requireNonNull(row.get("relname", String.class)),
        Objects.requireNonNull(row.get("attname", String.class)),
        Objects.requireNonNull(row.get("type", String.class)),
        Objects.requireNonNull(row.get("place", Integer.class)));
  }
}

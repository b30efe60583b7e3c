package io.issuestream.messaging.replay;

import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/** Holds a service's tables against what its projection says of them; for services' tests. */
public final class ReplayTables {

  private ReplayTables() {}

  /**
   * The tables that hold states of topics.
   *
   * @throws ReplayStopped if the projection says nothing of a table, so that a replay would stop
   */
  public static List<String> ofStates(DatabaseClient database, Projection projection) {
    return Tables.of(database, Parts.LIVE, projection.tables())
        .map(tables ->
            tables.of(TableRule.Kind.STATES).stream().map(table -> table.rule().table()).toList())
        .contextWrite(TeamScope.system())
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }
}

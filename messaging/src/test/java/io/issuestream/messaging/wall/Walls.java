package io.issuestream.messaging.wall;

import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * The catalogue of a service's database, for the test that finds tables the wall between teams was
 * not built around.
 */
public final class Walls {

  private static final Duration BOUND = Duration.ofSeconds(20);

  private Walls() {}

  /** Tables with a team in them and no wall around, or one that the owner or anybody may pass. */
  public static List<String> missing(DatabaseClient database) {
    return names(
        database,
        """
        select c.relname as name from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not (c.relrowsecurity and c.relforcerowsecurity
            and (select array_agg(p.polname::text || p.polcmd::text || p.polpermissive::text) from pg_policy p where p.polrelid = c.oid)
              = array['teams*true'])
        order by 1
        """);
  }

  /** Tables with a wall. */
  public static List<String> standing(DatabaseClient database) {
    return names(
        database,
        """
        select relname as name from pg_class
        where relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity
        order by 1
        """);
  }

  /** Tables that no team stands in, and so no wall around. */
  public static List<String> withoutTeam(DatabaseClient database) {
    return names(
        database,
        """
        select c.relname as name from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and not exists (
            select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'team_id' and not a.attisdropped)
        order by 1
        """);
  }

  private static List<String> names(DatabaseClient database, String sql) {
    return database
        .sql(sql)
        .map(row -> String.valueOf(row.get("name")))
        .all()
        .collectList()
        .contextWrite(TeamScope.none())
        .blockOptional(BOUND)
        .orElseThrow();
  }
}

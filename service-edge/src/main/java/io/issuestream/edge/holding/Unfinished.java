package io.issuestream.edge.holding;

import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Something a service has yet to do, which explains for the moment why places differ.
 *
 * @param name in a word or two
 * @param settles whether it ends by itself within moments, so that who compares waits for it
 * @param count how much of it there is, by team
 */
public record Unfinished(String name, boolean settles, Function<String, Mono<Long>> count) {

  /**
   * What a query counts.
   *
   * @param sql a select of one number, of the team that is {@code $1}
   */
  public static Unfinished counted(
      String name, boolean settles, DatabaseClient database, String sql) {
    return new Unfinished(
        name, settles, team -> database.sql(sql).bind(0, team).mapValue(Long.class).one());
  }
}

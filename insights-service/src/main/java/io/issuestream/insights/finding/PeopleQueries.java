package io.issuestream.insights.finding;

import io.issuestream.insights.finding.TeamPicture.People;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** How a team's Jira accounts are matched. */
@Repository
class PeopleQueries {

  private final DatabaseClient database;

  PeopleQueries(DatabaseClient database) {
    this.database = database;
  }

  /** How accounts are matched, and what is assigned to those that are not. */
  Mono<People> people(String teamId) {
    return Mono.zip(outcomes(teamId), ofUnmatched(teamId))
        .map(parts ->
            new People(
                parts.getT1().getOrDefault("matched", 0L),
                parts.getT1().getOrDefault("unmatched", 0L),
                parts.getT1().getOrDefault("ambiguous", 0L),
                parts.getT2().isEmpty() ? 0 : parts.getT2().getFirst().getValue(),
                parts.getT2().stream().map(Map.Entry::getKey).toList()));
  }

  private Mono<Map<String, Long>> outcomes(String teamId) {
    return database
        .sql(
            "select outcome, count(*) as accounts from user_match where team_id = $1 group by outcome")
        .bind(0, teamId)
        .map(row ->
            Map.entry(
                text(row, "outcome"), Objects.requireNonNull(row.get("accounts", Long.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<List<Map.Entry<String, Long>>> ofUnmatched(String teamId) {
    return database
        .sql(
            """
            select i.issue_key, count(*) over () as total
            from issue i join user_match m on m.team_id = i.team_id and m.person_id = i.assignee_id
            where i.team_id = $1 and i.category <> 'done' and not i.deleted and m.outcome in ('unmatched', 'ambiguous')
            order by i.updated_at desc, i.issue_id limit 50
            """)
        .bind(0, teamId)
        .map(row ->
            Map.entry(text(row, "issue_key"), Objects.requireNonNull(row.get("total", Long.class))))
        .all()
        .collectList();
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }
}

package io.issuestream.insights.linkage;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.holding.FigureCheck;
import io.issuestream.edge.holding.Recomputed;
import io.issuestream.edge.holding.Recomputed.Different;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Works linkage out afresh from the pull requests kept, and compares that with what is kept. */
@Component
class LinkageCheck implements FigureCheck {

  /** Repositories at once: each is a query over its pull requests. */
  private static final int SET = 10;

  private final DatabaseClient database;
  private final LinkageWorker worker;
  private final Linkages linkages;

  LinkageCheck(DatabaseClient database, LinkageWorker worker, Linkages linkages) {
    this.database = database;
    this.worker = worker;
    this.linkages = linkages;
  }

  @Override
  public Topic topic() {
    return Topic.METRICS_PR_LINKAGE;
  }

  @Override
  public Mono<Recomputed> recompute(String teamId, String after) {
    return repositories(teamId, after)
        .flatMap(names ->
            Flux.fromIterable(names)
                .concatMap(name -> different(teamId, name))
                .collectList()
                .map(different ->
                    new Recomputed(
                        names.size(), different, names.size() < SET ? null : names.getLast())));
  }

  private Mono<List<String>> repositories(String teamId, String after) {
    return database
        .sql(
            """
            select repository from (
              select repository from pull_request where team_id = $1
              union select repository from pr_linkage where team_id = $1) r
            where repository collate "C" > $2 order by repository collate "C" limit $3
            """)
        .bind(0, teamId)
        .bind(1, after)
        .bind(2, SET)
        .mapValue(String.class)
        .all()
        .collectList();
  }

  private Mono<Different> different(String teamId, String repository) {
    return linkages
        .stored(teamId, repository)
        .flatMap(stored ->
            worker
                .compute(teamId, repository)
                .map(fresh -> Linkages.same(fresh.metrics(), stored.metrics()))
                // Figures without any pull request come from nothing.
                .defaultIfEmpty(stored.metrics() == null)
                .filter(same -> !same)
                .map(differs -> new Different(repository, repository, stored.revision())));
  }
}

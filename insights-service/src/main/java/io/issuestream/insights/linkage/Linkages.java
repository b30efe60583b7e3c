package io.issuestream.insights.linkage;

import io.issuestream.contracts.metrics.PrLinkage;
import io.issuestream.contracts.metrics.PrLinkageUpdated;
import io.issuestream.messaging.outbox.Outbox;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The figures of repositories, as last published. */
@Repository
public class Linkages {

  private final DatabaseClient database;
  private final Outbox outbox;
  private final JsonMapper json;

  Linkages(DatabaseClient database, Outbox outbox, JsonMapper json) {
    this.database = database;
    this.outbox = outbox;
    this.json = json;
  }

  /** A repository's figures with what the rules need beside them. */
  public record Computed(PrLinkage metrics, RepositoryActivity activity) {}

  /** A team's repositories in alphabetical order. */
  public Flux<Computed> all(String teamId) {
    return database
        .sql("select metrics, activity from pr_linkage where team_id = $1 order by repository")
        .bind(0, teamId)
        .map(row ->
            new Computed(
                metrics(row), json.readValue(text(row, "activity"), RepositoryActivity.class)))
        .all();
  }

  /**
   * Figures in the order of the repositories' names.
   *
   * @param repository null for all
   * @param after the name after which to begin; null for the first
   */
  Flux<PrLinkage> list(
      String teamId, @Nullable String repository, @Nullable String after, int limit) {
    return database
        .sql(
            """
            select metrics from pr_linkage
            where team_id = $1 and ($2::text is null or repository = $2) and ($3::text is null or repository > $3)
            order by repository limit $4
            """)
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, repository))
        .bind(2, Parameters.in(R2dbcType.VARCHAR, after))
        .bind(3, limit)
        .map(this::metrics)
        .all();
  }

  /**
   * Stores figures, and publishes them if they changed; that time went by is no change.
   *
   * @return whether anything is different now
   */
  Mono<Boolean> save(String teamId, Computed computed) {
    return stored(teamId, computed.metrics().repository())
        .flatMap(stored -> save(teamId, computed, stored));
  }

  /** What is stored of a repository; with revision 0 where nothing is. */
  Mono<Stored> stored(String teamId, String repository) {
    return database
        .sql(
            "select revision, metrics, activity from pr_linkage where team_id = $1 and repository = $2")
        .bind(0, teamId)
        .bind(1, repository)
        .map(row ->
            new Stored(
                Objects.requireNonNull(row.get("revision", Long.class)),
                metrics(row),
                json.readValue(text(row, "activity"), RepositoryActivity.class)))
        .one()
        .defaultIfEmpty(new Stored(0, null, null));
  }

  private Mono<Boolean> save(String teamId, Computed computed, Stored stored) {
    boolean published = same(computed.metrics(), stored.metrics());
    if (published && computed.activity().equals(stored.activity())) {
      return Mono.just(false);
    }
    long revision = published ? stored.revision() : stored.revision() + 1;
    Mono<Void> publish =
        published
            ? Mono.empty()
            : outbox.publish(List.of(new PrLinkageUpdated(teamId, revision, computed.metrics())));
    return write(teamId, revision, computed).then(publish).thenReturn(true);
  }

  private Mono<Void> write(String teamId, long revision, Computed computed) {
    return database
        .sql(
            """
            insert into pr_linkage (team_id, repository, revision, pull_requests, linked_pull_requests, metrics, activity)
            values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (team_id, repository) do update set
              revision = excluded.revision, pull_requests = excluded.pull_requests,
              linked_pull_requests = excluded.linked_pull_requests, metrics = excluded.metrics,
              activity = excluded.activity
            """)
        .bind(0, teamId)
        .bind(1, computed.metrics().repository())
        .bind(2, revision)
        .bind(3, computed.metrics().pullRequests())
        .bind(4, computed.metrics().linkedPullRequests())
        .bind(5, json.writeValueAsString(computed.metrics()))
        .bind(6, json.writeValueAsString(computed.activity()))
        .then();
  }

  /** Whether two figures say the same, whenever they were computed. */
  static boolean same(PrLinkage one, @Nullable PrLinkage other) {
    return other != null
        && one.equals(
            new PrLinkage(
                other.repository(),
                one.asOf(),
                other.definitionVersion(),
                other.pullRequests(),
                other.linkedPullRequests(),
                other.linkRate(),
                other.bySource(),
                other.unknownKeys(),
                other.linked(),
                other.unlinked(),
                other.issues(),
                other.pullRequestsPerIssue(),
                other.doneWithoutPullRequest()));
  }

  private PrLinkage metrics(Readable row) {
    return json.readValue(text(row, "metrics"), PrLinkage.class);
  }

  private static String text(Readable row, String column) {
    return Objects.requireNonNull(row.get(column, String.class), column);
  }

  record Stored(
      long revision, @Nullable PrLinkage metrics, @Nullable RepositoryActivity activity) {}
}

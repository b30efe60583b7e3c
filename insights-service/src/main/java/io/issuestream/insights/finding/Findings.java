package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Insight;
import io.issuestream.contracts.insight.InsightEvent;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.messaging.watch.Onboarding;
import io.issuestream.messaging.watch.OnboardingStage;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The insights as last published. */
@Repository
class Findings {

  private final DatabaseClient database;
  private final Outbox outbox;
  private final JsonMapper json;
  private final Clock clock;
  private final Onboarding onboarding;

  Findings(
      DatabaseClient database, Outbox outbox, JsonMapper json, Clock clock, Onboarding onboarding) {
    this.database = database;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
    this.onboarding = onboarding;
  }

  /** Makes what holds now the team's insights, and publishes the difference. */
  Mono<Void> replace(String teamId, List<Finding> found) {
    return standing(teamId, found)
        .collectList()
        .flatMap(standing -> publish(changes(teamId, standing, found), standing.isEmpty()))
        .onErrorResume(
            failure -> onboarding.failed(OnboardingStage.INSIGHTS).then(Mono.error(failure)));
  }

  private Mono<Void> publish(List<InsightEvent> events, boolean first) {
    return events.isEmpty()
        ? Mono.empty()
        : write(events)
            .then(outbox.publish(events))
            .then(first ? onboarding.reached(OnboardingStage.INSIGHTS) : Mono.empty());
  }

  /** The events that turn what is kept into what holds now. */
  Mono<List<InsightEvent>> changes(String teamId, List<Finding> found) {
    return standing(teamId, found).collectList().map(standing -> changes(teamId, standing, found));
  }

  private List<InsightEvent> changes(
      String teamId, List<StandingInsight> standing, List<Finding> found) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return StandingInsight.changes(teamId, standing, found, now);
  }

  private Flux<StandingInsight> standing(String teamId, List<Finding> found) {
    return database
        .sql(
            """
            select revision, content from insight where team_id = $1 and (not resolved or insight_id = any($2))
            """)
        .bind(0, teamId)
        .bind(1, found.stream().map(Finding::id).toArray(String[]::new))
        .map(row ->
            new StandingInsight(
                Objects.requireNonNull(row.get("revision", Long.class)), insight(row)))
        .all();
  }

  private Mono<Void> write(List<InsightEvent> events) {
    return database
        .sql(
            """
            insert into insight (team_id, insight_id, revision, kind, severity, project_key, resolved, found_at, content)
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],
              $7::boolean[], $8::timestamptz[], $9::text[])
            on conflict (team_id, insight_id) do update set
              revision = excluded.revision, severity = excluded.severity, project_key = excluded.project_key,
              resolved = excluded.resolved, found_at = excluded.found_at, content = excluded.content
            """)
        .bind(0, events.stream().map(InsightEvent::teamId).toArray(String[]::new))
        .bind(1, events.stream().map(event -> event.insight().insightId()).toArray(String[]::new))
        .bind(2, events.stream().map(InsightEvent::revision).toArray(Long[]::new))
        .bind(
            3,
            events.stream().map(event -> event.insight().kind().toString()).toArray(String[]::new))
        .bind(
            4,
            events.stream()
                .map(event -> event.insight().severity().toString())
                .toArray(String[]::new))
        .bind(5, projects(events))
        .bind(6, events.stream().map(event -> event.insight().resolved()).toArray(Boolean[]::new))
        .bind(7, events.stream().map(event -> event.insight().foundAt()).toArray(Instant[]::new))
        .bind(
            8,
            events.stream()
                .map(event -> json.writeValueAsString(event.insight()))
                .toArray(String[]::new))
        .then();
  }

  private static @Nullable String[] projects(List<InsightEvent> events) {
    @Nullable String[] projects = new String[events.size()];
    for (int row = 0; row < projects.length; row++) {
      projects[row] = events.get(row).insight().projectKey();
    }
    return projects;
  }

  /** The more severe first. */
  Flux<Insight> list(
      String teamId, InsightFilter filter, @Nullable InsightCursor after, int limit) {
    return database
        .sql(
            """
            select content
            from (
              select *, array_position(array['critical', 'warning', 'info'], severity) as place
              from insight where team_id = $1) i
            where ($2::text is null or kind = $2)
              and ($3::text is null or severity = $3)
              and ($4::text is null or project_key = $4)
              and resolved = $5
              and ($6::int is null or (place, insight_id) > ($6, $7))
            order by place, insight_id limit $8
            """)
        .bind(0, teamId)
        .bind(1, Parameters.in(R2dbcType.VARCHAR, filter.kind()))
        .bind(2, Parameters.in(R2dbcType.VARCHAR, filter.severity()))
        .bind(3, Parameters.in(R2dbcType.VARCHAR, filter.project()))
        .bind(4, filter.resolved())
        .bind(5, Parameters.in(R2dbcType.INTEGER, after == null ? null : after.place()))
        .bind(6, Parameters.in(R2dbcType.VARCHAR, after == null ? null : after.insightId()))
        .bind(7, limit)
        .map(this::insight)
        .all();
  }

  private Insight insight(Readable row) {
    return json.readValue(Objects.requireNonNull(row.get("content", String.class)), Insight.class);
  }
}

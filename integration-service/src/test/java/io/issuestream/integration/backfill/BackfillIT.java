package io.issuestream.integration.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.code.PullRequestPhase;
import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.integration.GithubServiceIT;
import io.issuestream.integration.IntegrationApplication;
import io.issuestream.integration.TopicReader;
import io.issuestream.integration.pullrequest.ListedPullRequest;
import io.issuestream.integration.pullrequest.PullRequestIntake;
import io.issuestream.sandbox.github.GitHubFaults;
import io.issuestream.sandbox.github.GitHubLimits;
import io.issuestream.sandbox.github.GitHubUse;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BackfillIT extends GithubServiceIT {

  private static final Logger log = LoggerFactory.getLogger(BackfillIT.class);
  private static final String NAME = "example/pay-service";

  @Autowired private BackfillLoop loop;
  @Autowired private PullRequestIntake intake;
  @Autowired private TransactionalOperator transaction;

  @Test
  void readsEverythingOnceUnderBothLimits() {
    pullRequests(250, "PAY");
    GITHUB.limits(new GitHubLimits(150, Duration.ofSeconds(4), 100_000, 403));
    GITHUB.faults(GitHubFaults.secondary(2, 150, 1));
    readsEverythingOnce(250, 2);
  }

  @Test
  @Tag("proof")
  void readsThreeThousandOnceUnderBothLimitsByTwoReplicas() {
    pullRequests(3000, "PAY");
    GITHUB.limits(new GitHubLimits(600, Duration.ofSeconds(8), 100_000, 429));
    GITHUB.faults(GitHubFaults.secondary(6, 900, 1));
    try (ConfigurableApplicationContext replica = replica()) {
      assertThat(replica.isRunning()).isTrue();
      readsEverythingOnce(3000, 6);
    }
  }

  private void readsEverythingOnce(int count, int strikes) {
    connectGithub(token()).expectStatus().isCreated();
    long id = repository(NAME).at("/repositoryId").longValue();
    toggle(id, "add").expectStatus().isOk();
    awaitRun(null, Duration.ofMinutes(5));
    GitHubUse use = GITHUB.use();
    log.info("{} pull requests read: {}", count, use);
    assertThat(use.refusedBySecondary()).isGreaterThanOrEqualTo(strikes);
    assertThat(use.whileToldToWait()).isZero();
    // Account and list; pages; reviews and commits of each; what was refused and asked again.
    assertThat(use.requests() - use.refusedBySecondary() - use.refusedByPrimary())
        .isEqualTo(2 + (count + 99) / 100 + 2L * count);
    assertThat(held()).isEqualTo(count);

    try (TopicReader topic = topic(Topic.CODE_PULL_REQUESTS)) {
      await().until(() -> topic.of(team, PullRequestUpserted.class).size() >= count);
      List<PullRequestUpserted> events = topic.of(team, PullRequestUpserted.class);
      assertThat(events)
          .extracting(event -> event.pullRequest().number())
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, count).boxed().toList());
      assertThat(events).extracting(PullRequestUpserted::revision).containsOnly(1L);
      assertThat(events)
          .extracting(PullRequestUpserted::pullRequest)
          .allMatch(state -> !state.commits().isEmpty() && state.firstReviewAt() != null)
          .allMatch(state -> state.authorId() != null && state.repository().equals(NAME))
          .anyMatch(state -> state.state() == PullRequestPhase.OPEN)
          .anyMatch(state -> state.state() == PullRequestPhase.CLOSED);

      Instant before = lastRun();
      GITHUB.forgetUse();
      admin().post().uri(ROOT + "/backfill").exchange().expectStatus().isAccepted();
      awaitRun(before, Duration.ofSeconds(30));
      GitHubUse second = GITHUB.use();
      log.info("Read again: {}", second);
      assertThat(second.notModified()).isEqualTo(second.requests()).isEqualTo(1);
      assertThat(topic.of(team, PullRequestUpserted.class)).hasSize(count);
    }
  }

  @Test
  void goesOnWhereItStoodWhenALimitLastsLong() {
    pullRequests(250, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    long id = repository(NAME).at("/repositoryId").longValue();
    GITHUB.limits(new GitHubLimits(300, Duration.ofHours(1), 100_000, 403));
    GITHUB.forgetUse();
    toggle(id, "add").expectStatus().isOk();
    await().until(() -> held() >= 100 && status().equals("pending"));
    loop.stop();
    assertThat(GITHUB.use().requests()).isEqualTo(300);
    assertThat(GITHUB.use().whileToldToWait()).isZero();

    // An hour later, another replica.
    GITHUB.limits(WIDE);
    try (ConfigurableApplicationContext replica = replica()) {
      assertThat(replica.isRunning()).isTrue();
      change("update github_connection set paused_until = null where team_id = $1");
      change("update github_repository set due_at = clock_timestamp() where team_id = $1");
      awaitRun(null, Duration.ofSeconds(30));
    } finally {
      loop.start();
    }
    assertThat(held()).isEqualTo(250);
    // Of one batch what was asked in vain, and once more the page it stood on.
    assertThat(GITHUB.use().requests()).isLessThanOrEqualTo(2 * 250 + 3 + 2 * 25 + 1);
    try (TopicReader topic = topic(Topic.CODE_PULL_REQUESTS)) {
      await().until(() -> topic.of(team, PullRequestUpserted.class).size() >= 250);
      assertThat(topic.of(team, PullRequestUpserted.class)).hasSize(250);
    }
  }

  @Test
  void takesOverFromAReplicaThatDied() {
    pullRequests(30, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    long id = repository(NAME).at("/repositoryId").longValue();
    change(
        """
        update github_connection set lease_owner = 'dead',
          lease_until = clock_timestamp() + interval '3 seconds'
        where team_id = $1
        """);
    GITHUB.forgetUse();
    Instant chosen = Instant.now();
    toggle(id, "add").expectStatus().isOk();
    awaitRun(null, Duration.ofSeconds(30));
    assertThat(lastRun()).isAfter(chosen.plusSeconds(1));
    assertThat(held()).isEqualTo(30);
  }

  @Test
  void readsWhatChangedAndNothingElse() {
    pullRequests(120, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    long id = repository(NAME).at("/repositoryId").longValue();
    toggle(id, "add").expectStatus().isOk();
    awaitRun(null, Duration.ofSeconds(30));
    // As if the last run had ended before the newest ones changed.
    change(
        """
        update github_pull_request_read set updated_at = updated_at - interval '1 second'
        where team_id = $1 and (repository_id, number) in (
          select repository_id, number from github_pull_request_read where team_id = $1
          order by updated_at desc limit 10)
        """);
    change(
        """
        update github_repository set etag = 'W/"old"', known_until = (
            select min(updated_at) from (
              select updated_at from github_pull_request_read where team_id = $1
              order by updated_at desc limit 11) newest)
        where team_id = $1
        """);
    Instant before = lastRun();
    GITHUB.forgetUse();
    admin().post().uri(ROOT + "/backfill").exchange().expectStatus().isAccepted();
    awaitRun(before, Duration.ofSeconds(30));
    // One page; the reviews of ten, unchanged; no commits, because no head moved.
    assertThat(GITHUB.use().requests()).isEqualTo(11);
    assertThat(GITHUB.use().notModified()).isEqualTo(10);
  }

  @Test
  void readsEverythingAnewUnderAnotherName() {
    pullRequests(30, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    toggle(repository(NAME).at("/repositoryId").longValue(), "add").expectStatus().isOk();
    awaitRun(null, Duration.ofSeconds(30));
    change(
        "update github_repository set full_name = 'example/old', etag = null where team_id = $1");
    Instant before = lastRun();
    GITHUB.forgetUse();
    admin().post().uri(ROOT + "/backfill").exchange().expectStatus().isAccepted();
    awaitRun(before, Duration.ofSeconds(30));
    // The page that told, the page again, and everything on it.
    assertThat(GITHUB.use().requests()).isEqualTo(2 + 2 * 30);
    assertThat(one("select full_name from github_repository where team_id = $1", String.class))
        .isEqualTo(NAME);
  }

  @Test
  void putsNothingOlderOverWhatAWebhookBrought() {
    pullRequests(30, "PAY");
    connectGithub(token()).expectStatus().isCreated();
    long id = repository(NAME).at("/repositoryId").longValue();
    transaction
        .transactional(intake.take(team, List.of(newer(7))))
        .contextWrite(TeamScope.of(team))
        .block(Duration.ofSeconds(20));
    toggle(id, "add").expectStatus().isOk();
    awaitRun(null, Duration.ofSeconds(30));
    try (TopicReader topic = topic(Topic.CODE_PULL_REQUESTS)) {
      await()
          .until(() ->
              topic.of(team, PullRequestUpserted.class).stream()
                      .map(event -> event.pullRequest().number())
                      .distinct()
                      .count()
                  == 30);
      PullRequestState latest =
          topic.of(team, PullRequestUpserted.class).stream()
              .filter(event -> event.pullRequest().number() == 7)
              .reduce((one, other) -> other.revision() >= one.revision() ? other : one)
              .orElseThrow()
              .pullRequest();
      assertThat(latest.title()).isEqualTo("Newer");
      // What only the API tells was added all the same.
      assertThat(latest.firstReviewAt()).isNotNull();
    }
  }

  private static ListedPullRequest newer(int number) {
    JsonNode listed =
        JsonMapper.shared()
            .readTree(
                """
                {"number": %d, "state": "open", "title": "Newer",
                 "created_at": "2026-01-01T00:00:00Z", "updated_at": "2027-01-01T00:00:00Z",
                 "user": {"login": "tern"}, "base": {"ref": "main", "repo": {"full_name": "%s"}}}
                """
                    .formatted(number, NAME));
    return ListedPullRequest.read(listed).orElseThrow();
  }

  private void awaitRun(@Nullable Instant after, Duration most) {
    await()
        .atMost(most)
        .until(() -> status().equals("complete") && (after == null || lastRun().isAfter(after)));
  }

  private Instant lastRun() {
    return one("select last_run_at from github_repository where team_id = $1", Instant.class);
  }

  private String status() {
    return one("select status from github_repository where team_id = $1", String.class);
  }

  private long held() {
    return one("select count(*) from pull_request where team_id = $1", Long.class);
  }

  private <T> T one(String sql, Class<T> type) {
    return database
        .sql(sql)
        .bind(0, team)
        .mapValue(type)
        .one()
        .contextWrite(TeamScope.of(team))
        .blockOptional(Duration.ofSeconds(20))
        .orElseThrow();
  }

  private void change(String sql) {
    Mono<Long> changed =
        database.sql(sql).bind(0, team).fetch().rowsUpdated().contextWrite(TeamScope.of(team));
    assertThat(changed.block(Duration.ofSeconds(20))).isPositive();
  }

  private static ConfigurableApplicationContext replica() {
    Map<String, Supplier<Object>> given = new HashMap<>();
    stack().handTo(given::put);
    TestTokens.register(given::put);
    Map<String, Object> values = settings();
    given.forEach((name, value) -> values.put(name, value.get()));
    values.put("server.port", 0);
    values.put("issuestream.keys.at-rest", KEYS.atRest());
    values.put("issuestream.keys.credentials-public", KEYS.credentialsPublic());
    return new SpringApplicationBuilder(IntegrationApplication.class)
        .initializers(context ->
            context
                .getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("replica", values)))
        .run();
  }
}

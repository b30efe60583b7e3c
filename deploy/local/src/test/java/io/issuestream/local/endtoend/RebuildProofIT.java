package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.api.Api;
import io.issuestream.local.endtoend.Compaction.Held;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * After a life that leaves a lot on the topics, and after compaction has taken away all but the
 * last word of each key, every service's projection is built from nothing and is what is live.
 */
@Tag("proof")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebuildProofIT {
  private static final Duration BOUND = Duration.ofMinutes(3);

  /** Topics whose states some service projects, and on which the life left more than one word. */
  private static final List<String> REWRITTEN =
      List.of(
          "jira.connections",
          "jira.credentials",
          "jira.projects",
          "jira.sync-progress",
          "jira.issues",
          "jira.sprints",
          "team.members",
          "user.matches",
          "metrics.sprints",
          "metrics.flow");

  private static RunningStack running;
  private static Replaying replaying;

  @BeforeAll
  static void live() {
    String secret = "client-secret-" + UUID.randomUUID();
    running =
        RunningStack.start(
            "rebuild",
            home ->
                Consent.settings(
                    home,
                    secret,
                    "http://127.0.0.1:" + home.ports().sandbox() + "/auth/oauth/token"));
    Consent.register(running, secret);
    replaying = new Replaying(running);
    new RebuildLife(running).live();
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  @Order(1)
  void compactionLeavesTheLastWordOfEachKey() {
    await("outboxes that are empty")
        .atMost(BOUND)
        .until(() ->
            ServiceSpec.ALL.stream()
                .allMatch(service ->
                    replaying
                        .texts(service, "select count(*) from outbox_mark")
                        .equals(List.of("0"))));
    Compaction compaction = Compaction.hurried(running.topicPrefix());
    Map<String, Held> before = new TreeMap<>(compaction.held());
    assertThat(REWRITTEN)
        .allSatisfy(topic ->
            assertThat(before.get(topic).records())
                .as(topic)
                .isGreaterThan(before.get(topic).keys()));

    await("compaction")
        .atMost(BOUND)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> {
          compaction.push();
          Map<String, Held> after = compaction.held();
          assertThat(REWRITTEN)
              .allSatisfy(topic ->
                  assertThat(after.get(topic).records())
                      .as(topic)
                      .isLessThanOrEqualTo(before.get(topic).keys()));
        });

    Map<String, Held> after = compaction.held();
    before.forEach(
        (topic, held) -> System.out.printf("%s: %s, then %s%n", topic, held, after.get(topic)));
    assertThat(compaction.cleanedUpTo())
        .as("the broker's own note of what it has compacted")
        .containsKeys(REWRITTEN.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync-worker",
        "user-matcher",
        "integration-service",
        "metrics-service",
        "insights-service"
      })
  @Order(2)
  void whatIsBuiltFromNothingIsWhatIsLive(String name) {
    ServiceSpec service = ServiceSpec.named(name).orElseThrow();
    replaying.same(service);
    assertThat(replaying.shadows(service)).isEmpty();
  }

  /** Else the worker's would be the same because both are empty. */
  @Test
  @Order(3)
  void theWorkersHoldsWhatItNeedsToCallJira() {
    assertThat(count("jira_connection", "active")).isEqualTo(2);
    assertThat(count("jira_credential", "version > 5")).isPositive();
    assertThat(count("tracked_project", "active")).isEqualTo(3);
    assertThat(count("tracked_project", "not active")).isEqualTo(1);
    assertThat(count("member_address", "not removed")).isPositive();
  }

  @Test
  @Order(4)
  void findsAndRepairsWhatIsWrongInTheWorkersAndKeepsItsPlace() {
    String place =
        "select string_agg(project_id || ' ' || watermark || ' ' || progress_revision, ',' order by"
            + " team_id, project_id) from tracked_project";
    List<String> before = replaying.texts(ServiceSpec.SYNC_WORKER, place);
    new Verifying(running, RebuildLife.TEAM)
        .change(
            ServiceSpec.SYNC_WORKER,
            1,
            "update jira_connection set base_url = 'https://wrong.example' where team_id = 'moving'",
            "delete from jira_credential where team_id = 'back'",
            "update tracked_project set active = false where team_id = 'back' and active");

    String told = replaying.done(ServiceSpec.SYNC_WORKER, "--swap");

    assertThat(told)
        .contains("3 rows differ.", "wrong.example", "Swapped: ")
        .endsWith("Live and rebuilt are the same.\n");
    assertThat(replaying.texts(ServiceSpec.SYNC_WORKER, place)).isEqualTo(before);
    assertThat(audited("sync-runs", RebuildLife.BACK)).contains("replay --swap");
    replaying.same(ServiceSpec.SYNC_WORKER);
  }

  @Test
  @Order(5)
  void aShadowThatIsKilledLeavesNothingToTheNext() throws Exception {
    ServiceSpec service = ServiceSpec.METRICS;
    List<String> figures =
        replaying.texts(
            service, "select convert_from(data, 'UTF8') from sprint_metrics order by 1");
    Replaying.Begun killed = replaying.begin(service, "--shadow");
    await("a shadow with rows")
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> replaying.holds(service, "issue_fact") || !killed.process().isAlive());

    assertThat(killed.process().destroyForcibly().waitFor()).as(killed.said()).isEqualTo(137);

    assertThat(killed.said()).doesNotContain("Live and rebuilt");
    List<String> left = replaying.shadows(service);
    assertThat(left).hasSize(1);
    replaying.same(service);
    assertThat(replaying.shadows(service)).isEmpty();
    assertThat(groups()).noneMatch(group -> group.contains("replay"));
    assertThat(
            replaying.texts(
                service, "select convert_from(data, 'UTF8') from sprint_metrics order by 1"))
        .isEqualTo(figures);
  }

  @Test
  @Order(6)
  void whatChangesTheLiveOneIsOnRecord() {
    new Verifying(running, RebuildLife.TEAM)
        .change(
            ServiceSpec.METRICS,
            1,
            "update issue_fact set points = 99 where team_id = 'moving' and issue_id = ("
                + "select min(issue_id) from issue_fact where team_id = 'moving')");
    assertThat(replaying.done(ServiceSpec.METRICS, "--swap"))
        .contains("points: live 99", "Swapped: ")
        .endsWith("Live and rebuilt are the same.\n");
    assertThat(replaying.done(ServiceSpec.METRICS, "--id=proof"))
        .contains("Replay in place proof", "All figures were worked out again.");
    replaying.same(ServiceSpec.METRICS);

    assertThat(audited("metrics", RebuildLife.TEAM)).contains("replay --swap", "replay id=proof");
    assertThat(audited("metrics", RebuildLife.BACK))
        .contains("replay id=proof")
        .doesNotContain("replay --swap");
  }

  private static int count(String table, String which) {
    return Integer.parseInt(
        replaying
            .texts(ServiceSpec.SYNC_WORKER, "select count(*) from " + table + " where " + which)
            .getFirst());
  }

  /** Actions with their targets, as the team's admin reads them. */
  private static List<String> audited(String part, String team) {
    Api admin = running.stack().api(team, TokenRole.TEAM_ADMIN);
    JsonNode entries = admin.get("/api/v1/" + part + "/audit");
    return entries
        .path("items")
        .valueStream()
        .map(one -> (one.path("action").asString() + " " + one.path("target").asString("")).strip())
        .toList();
  }

  private static List<String> groups() throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestServers.get().bootstrapServers()))) {
      return admin.listGroups().all().get().stream()
          .map(GroupListing::groupId)
          .filter(group -> group.startsWith(running.topicPrefix()))
          .toList();
    }
  }
}

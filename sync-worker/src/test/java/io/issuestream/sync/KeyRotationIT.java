package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.contracts.sync.SyncCompleted;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.keys.KeyIds;
import io.issuestream.keys.Rotation;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.IntegrationReplicas;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two workers and two integration-service processes whose keys are exchanged while they work. */
@Tag("proof")
class KeyRotationIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String LOOK = "issuestream.keys.look-every=250ms";
  private static final String PAGE = "issuestream.sync.page-size=20";
  private static SyncScene scene;
  private static IntegrationReplicas integration;
  private static Worker one;
  private static Worker other;

  @BeforeAll
  static void start() {
    scene = SyncScene.create("rotation");
    scene.jira().generate(GenerateOptions.of(300, 5).in(List.of("PAY")));
    integration = IntegrationReplicas.start(scene, 2, Duration.ofMinutes(5));
    one = Worker.start(scene, LOOK, PAGE);
    other = Worker.start(scene, LOOK, PAGE);
  }

  @AfterAll
  static void stop() {
    Stream.of(one, other, integration, scene)
        .filter(Objects::nonNull)
        .forEach(KeyRotationIT::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void exchangesTheKeysDuringASyncWithoutAFailedCall() throws Exception {
    String team = "rotating";
    integration.connect(team);
    scene.jira().faults(Faults.latency(Duration.ofMillis(50)));
    integration.track(team, "PAY");
    await().atMost(LIMIT).until(() -> stored(team) >= 20);
    String id = text("select connection_id from jira_connection where team_id = '%s'", team);
    String old = text("select ciphertext from jira_credential where team_id = '%s'", team);
    String bound = team + "/" + id + "/1";
    KeyIds atRest = atRest();
    KeyIds pair = scene.keys().ids();
    long began = scene.jira().requests().getLast().n();

    rotate(Rotation::added);
    scene.keys().add();
    awaitEverywhere("at-rest", atRest().all().getLast(), "opens", integration.metrics().size());
    awaitEverywhere("credentials-private", scene.keys().ids().all().getLast(), "opens", 2);
    keepsWorking(team);

    rotate(Rotation::promoted);
    scene.keys().promote();
    await().atMost(LIMIT).until(() -> sealedUnder(atRest.primary(), pair.primary()) == 0);
    keepsWorking(team);
    String anew = text("select ciphertext from jira_credential where team_id = '%s'", team);
    assertThat(under(anew)).isEqualTo(scene.keys().ids().primary());
    String boundAnew = team + "/" + id + "/2";
    assertThat(scene.keys().open(old, bound)).isEqualTo(scene.keys().open(anew, boundAnew));
    neverOpens(old, boundAnew, bound.replace(team, "other"), "");
    neverOpens(anew, bound, boundAnew.replace(team, "other"), "");

    rotate(Rotation::retired);
    scene.keys().retire();
    awaitEverywhere("credentials-private", scene.keys().ids().primary(), "seals", 2);
    await()
        .atMost(LIMIT)
        .until(() -> !everything().contains("key=\"" + pair.primary() + "\",keyset"));
    neverOpens(old, bound, boundAnew);
    keepsWorking(team);
    scene.jira().faults(Faults.NONE);

    long soFar = completed(team);
    scene.request(team, "PAY", true);
    await().atMost(LIMIT).until(() -> completed(team) > soFar);
    assertThat(scene.progress(team)).noneMatch(SyncFailed.class::isInstance);
    assertThat(scene.jira().requests())
        .filteredOn(request -> request.n() > began)
        .hasSizeGreaterThan(20)
        .extracting(RequestLog.Entry::status)
        .containsOnly(200);
    assertThat(records(team).getLast().revision()).isEqualTo(2);
  }

  @Test
  void disconnectingLeavesNothing() throws Exception {
    String team = "leaving";
    integration.connect(team);
    integration.track(team, "PAY");
    scene.awaitCompleted(team, "PAY", 1);
    String id = text("select connection_id from jira_connection where team_id = '%s'", team);
    assertThat(kept("oauth_grant", team)).isEqualTo(1);
    integration.disconnect(team);
    await().atMost(LIMIT).until(() -> scene.topics().isErased(Topic.JIRA_CREDENTIALS, team, id));
    await()
        .atMost(LIMIT)
        .until(() -> count("select count(*) from jira_credential where team_id = '%s'", team) == 0);
    assertThat(kept("oauth_grant", team)).isZero();
    assertThat(kept("oauth_state", team)).isZero();
    assertThat(kept("oauth_choice", team)).isZero();
    assertThat(kept("jira_connection", team)).isEqualTo(1);
    assertThat(kept("jira_connection where credential is null and not active", team)).isEqualTo(1);
    assertThat(kept("outbox_state where topic = 'jira.credentials' and data is null", team))
        .isEqualTo(1);
  }

  /** Each replica calls Jira, and the workers take another page. */
  private static void keepsWorking(String team) {
    integration.callJira(team);
    long requests = scene.jira().requests().getLast().n();
    long runs = completed(team);
    if (runs > 0) {
      scene.request(team, "PAY", true);
    }
    await().atMost(LIMIT).until(() -> scene.jira().requests().getLast().n() > requests + 2);
  }

  private static void neverOpens(String ciphertext, String... bounds) {
    for (String bound : bounds) {
      assertThatThrownBy(() -> scene.keys().open(ciphertext, bound))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  private interface Step {
    Rotation of(Rotation before) throws GeneralSecurityException;
  }

  private static void rotate(Step step) throws Exception {
    Path file = integration.atRest();
    Path draft = Files.createTempFile("at-rest", ".json");
    Files.writeString(draft, step.of(Rotation.of(Files.readString(file))).json());
    Files.move(
        draft,
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static KeyIds atRest() throws Exception {
    return Rotation.of(Files.readString(integration.atRest())).keys();
  }

  private static void awaitEverywhere(String keyset, long key, String role, int processes) {
    String line =
        "issuestream_keys_loaded{key=\"%d\",keyset=\"%s\",role=\"%s\"}"
            .formatted(key, keyset, role);
    await()
        .atMost(LIMIT)
        .until(() ->
            everything().split(java.util.regex.Pattern.quote(line), -1).length == processes + 1);
  }

  /** How much two keys still seal of what is read, as the services count it. */
  private static long sealedUnder(long... keys) {
    List<String> lines =
        everything()
            .lines()
            .filter(line -> line.startsWith("issuestream_keys_sealed"))
            .filter(line -> !line.contains("overwritten"))
            .toList();
    if (lines.stream().noneMatch(line -> line.contains("jira.credentials last"))
        || lines.stream().noneMatch(line -> line.contains("oauth_grant.refresh_token"))) {
      return Long.MAX_VALUE;
    }
    return java.util.Arrays.stream(keys)
        .flatMap(key ->
            lines.stream()
                .filter(line -> line.contains("key=\"" + key + "\""))
                .mapToLong(
                    line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
        .sum();
  }

  private static String everything() {
    return Stream.concat(
            integration.metrics().stream(), Stream.of(one, other).map(KeyRotationIT::metrics))
        .reduce("", (all, more) -> all + "\n" + more);
  }

  private static String metrics(Worker worker) {
    return Objects.requireNonNull(
        worker
            .as("anyone")
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  private static List<TokenRefreshed> records(String team) {
    return scene.topics().events(Topic.JIRA_CREDENTIALS, team, TokenRefreshed.class);
  }

  private static long under(String ciphertext) {
    return KeyIds.sealedUnder(Base64.getDecoder().decode(ciphertext)).orElseThrow();
  }

  private static long completed(String team) {
    return scene.progress(team).stream().filter(SyncCompleted.class::isInstance).count();
  }

  private static long stored(String team) throws SQLException {
    return count("select count(*) from issue where team_id = '%s'", team);
  }

  private static long count(String sql, String team) throws SQLException {
    return Long.parseLong(text(sql, team));
  }

  /** From the workers' database. */
  private static String text(String sql, String team) throws SQLException {
    return text(scene.stack().database(), sql.formatted(team));
  }

  /** Rows of a team in integration-service's database. */
  private static long kept(String from, String team) throws SQLException {
    String where = from.contains(" where ") ? " and team_id = '%s'" : " where team_id = '%s'";
    return Long.parseLong(
        text(
            integration.stack().database(),
            "select count(*) from " + from + where.formatted(team)));
  }

  private static String text(io.issuestream.embedded.testing.TestDatabase database, String sql)
      throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).as(sql).isTrue();
      return rows.getString(1);
    }
  }
}

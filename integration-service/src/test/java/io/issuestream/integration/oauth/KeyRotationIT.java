package io.issuestream.integration.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.integration.TopicReader;
import io.issuestream.integration.secret.Sealed;
import io.issuestream.integration.secret.SecretUnreadable;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.keys.KeyIds;
import io.issuestream.sandbox.oauth.Decision;
import io.issuestream.sandbox.oauth.Site;
import io.issuestream.tenancy.TeamScope;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/** Keys that are exchanged while the service works; two replicas of it share the database. */
class KeyRotationIT extends OAuthServiceIT {

  private static final String PING = "{\"zen\":\"Own words.\"}";

  /** More than two pages. */
  private static final int MORE_HOOKS = 450;

  @Autowired private SecretsAtRest secrets;
  @Autowired private List<Sealed> places;

  private final String waiting = newTeam();

  private record Hook(String hookId, String secret) {}

  /** A sealed secret as it stood before, and where it belongs. */
  private record Before(byte[] sealed, String place) {}

  @Test
  void everythingSealedIsSealedAnewWhileItIsUsed() throws Exception {
    String id = connectMain(team);
    Hook hook = makeHook();
    Started begun = start(waiting);
    back(begun.decide(Decision.ACCEPT, Site.MAIN_ID, Site.SECOND_ID), begun.cookie())
        .expectStatus()
        .isOk();
    addHooks();
    List<Before> before = standing(id, hook);
    KeyIds old = KEYS.atRestKeys();

    KEYS.add();
    awaitLoaded("at-rest", KEYS.atRestKeys().all().getLast(), "opens");
    assertThat(underKey(old.primary())).as("nothing is sealed anew yet").isGreaterThan(MORE_HOOKS);

    try (Connection other = owner();
        TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      // Somebody is just writing this row; it is sealed anew as soon as he is done.
      other.setAutoCommit(false);
      lock(other, hook);
      KEYS.promote();
      awaitLoaded("at-rest", KEYS.atRestKeys().primary(), "seals");
      await().until(() -> underKey(old.primary()) == 1);
      deliver(hook);
      other.rollback();
      await().until(() -> underKey(old.primary()) == 0);

      await().until(() -> credentials.of(team, TokenRefreshed.class).size() == 2);
      publishedAnew(credentials, id);
      before.forEach(one -> assertThat(secrets.open(one.sealed(), one.place())).isNotEmpty());
      assertOpensNowhereElse(before);
      allIsUsable(id, hook, credentials);

      KEYS.retire();
      awaitLoaded("at-rest", KEYS.atRestKeys().primary(), "seals");
      await().until(() -> !loaded().contains("key=\"" + old.primary() + "\",keyset"));
      before.forEach(one ->
          assertThatThrownBy(() -> secrets.open(one.sealed(), one.place()))
              .isInstanceOf(SecretUnreadable.class));
      assertOpensNowhereElse(standing(id, hook));
      allIsUsable(id, hook, credentials);
    }
    choose(waiting, Site.SECOND_ID).expectStatus().isCreated();
  }

  @Test
  void aTokenThatWasOnlySealedAnewIsNotTakenForANewerOne() {
    String id = connectMain(team);
    try (TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> credentials.of(team, TokenRefreshed.class).size() == 1);
      KEYS.add();
      KEYS.promote();
      await().until(() -> version(team) == 2);
      ATLASSIAN.expireAccessTokens(lastGrant().id());
      // The service's own call is refused with version 2 and gets a token that is a new one.
      change(
          team,
          "update oauth_grant set refreshed_at = refreshed_at - interval '1 minute' where team_id = $1");
      admin()
          .get()
          .uri("/api/v1/integration/jira/projects?limit=5")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.stale")
          .isEqualTo(false);
      await().until(() -> version(team) == 3);
      assertThat(lastGrant().refreshes()).isEqualTo(1);
      assertThat(count(team, "select version from oauth_grant where team_id = $1")).isEqualTo(3);
    } finally {
      await().until(() -> underKey(KEYS.atRestKeys().all().getFirst()) == 0);
      KEYS.retire();
    }
    assertThat(id).isNotEmpty();
  }

  @Test
  void everyColumnOfBytesIsSealedAnewOrHoldsNoSecret() {
    List<String> bytes =
        database
            .sql(
                """
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and data_type = 'bytea'
                """)
            .mapValue(String.class)
            .all()
            .collectList()
            .blockOptional()
            .orElseThrow();
    assertThat(places.stream().map(Sealed::place))
        .contains(
            "jira_connection.credential",
            "oauth_grant.refresh_token",
            "oauth_choice.tokens",
            "github_hook.secret",
            "outbox_state jira.credentials");
    assertThat(bytes)
        .contains("github_hook.secret")
        .filteredOn(column -> places.stream().noneMatch(place -> place.place().equals(column)))
        .containsExactlyInAnyOrder(
            "erasure_task.data",
            "github_push.commits",
            "outbox_state.data",
            "pull_request.data",
            "sync_progress.data",
            "webhook_event.payload");
  }

  private void allIsUsable(String id, Hook hook, TopicReader credentials) throws Exception {
    deliver(hook);
    admin().get().uri(HEALTH).exchange().expectBody().jsonPath("$.token").isEqualTo("valid");
    long version = version(team);
    makeDue(team);
    await().until(() -> version(team) == version + 1);
    await()
        .until(
            () -> credentials.of(team, TokenRefreshed.class).getLast().revision() == version + 1);
    assertOpensForWorker(credentials, id, version + 1);
  }

  private void publishedAnew(TopicReader credentials, String id) throws Exception {
    List<TokenRefreshed> published = credentials.of(team, TokenRefreshed.class);
    assertThat(published.getLast().revision()).isEqualTo(2);
    assertThat(published.getLast().expiresAt()).isEqualTo(published.getFirst().expiresAt());
    assertThat(sealedUnder(published.getFirst().ciphertext()))
        .isEqualTo(KEYS.credentialKeys().all().getFirst());
    assertOpensForWorker(credentials, id, 2);
    assertThat(KEYS.open(published.getFirst().ciphertext(), team + "/" + id + "/1"))
        .isEqualTo(KEYS.open(published.getLast().ciphertext(), team + "/" + id + "/2"));
  }

  private void assertOpensForWorker(TopicReader credentials, String id, long version)
      throws GeneralSecurityException {
    String ciphertext = credentials.of(team, TokenRefreshed.class).getLast().ciphertext();
    assertThat(sealedUnder(ciphertext)).isEqualTo(KEYS.credentialKeys().primary());
    assertThat(KEYS.open(ciphertext, team + "/" + id + "/" + version)).contains("oauth");
    for (String other :
        List.of(team + "/" + id + "/" + (version - 1), waiting + "/" + id + "/" + version, "")) {
      assertThatThrownBy(() -> KEYS.open(ciphertext, other))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  private void assertOpensNowhereElse(List<Before> sealed) {
    sealed.forEach(one -> {
      for (String other : List.of(newTeam() + one.place(), one.place() + "x", "")) {
        assertThatThrownBy(() -> secrets.open(one.sealed(), other))
            .isInstanceOf(SecretUnreadable.class);
      }
    });
  }

  /** What stands in the four columns. */
  private List<Before> standing(String id, Hook hook) {
    return List.of(
        new Before(bytes(team, "select credential from jira_connection"), team + "/" + id),
        new Before(
            bytes(team, "select refresh_token from oauth_grant"), team + "/" + id + "/refresh"),
        new Before(bytes(waiting, "select tokens from oauth_choice"), waiting + "/oauth-choice"),
        new Before(
            bytes(team, "select secret from github_hook where hook_id = '" + hook.hookId() + "'"),
            team + "/" + hook.hookId()));
  }

  private byte[] bytes(String owner, String sql) {
    return database
        .sql(sql)
        .mapValue(byte[].class)
        .one()
        .contextWrite(TeamScope.of(owner))
        .blockOptional()
        .orElseThrow();
  }

  /** How much of all teams is sealed under a key, as the places themselves count. */
  private long underKey(long key) {
    return places.stream()
        .filter(place -> place.place().contains("."))
        .filter(place -> !place.place().startsWith("outbox"))
        .mapToLong(place -> Objects.requireNonNull(place.counts().block()).getOrDefault(key, 0L))
        .sum();
  }

  private static long sealedUnder(String ciphertext) {
    return KeyIds.sealedUnder(Base64.getDecoder().decode(ciphertext)).orElseThrow();
  }

  private void awaitLoaded(String keyset, long key, String role) {
    String line =
        "issuestream_keys_loaded{key=\"%d\",keyset=\"%s\",role=\"%s\"}"
            .formatted(key, keyset, role);
    await().until(() -> loaded().contains(line));
  }

  private String loaded() {
    return Objects.requireNonNull(
        web.get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody());
  }

  private void addHooks() {
    String[] ids =
        IntStream.range(0, MORE_HOOKS).mapToObj(i -> team + "-" + i).toArray(String[]::new);
    var sealed = new HashMap<String, String>();
    for (String hook : ids) {
      byte[] bytes = secrets.seal(hook.getBytes(UTF_8), waiting + "/" + hook);
      sealed.put(hook, Base64.getEncoder().encodeToString(bytes));
    }
    database
        .sql(
            """
            insert into github_hook (team_id, hook_id, secret, created_by)
            select $1, id, decode(secret, 'base64'), 'x' from unnest($2::text[], $3::text[]) as h(id, secret)
            """)
        .bind(0, waiting)
        .bind(1, ids)
        .bind(2, java.util.Arrays.stream(ids).map(sealed::get).toArray(String[]::new))
        .then()
        .contextWrite(TeamScope.of(waiting))
        .block();
  }

  private Hook makeHook() {
    return Objects.requireNonNull(
        admin()
            .post()
            .uri("/api/v1/integration/github/hooks")
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Hook.class)
            .returnResult()
            .getResponseBody());
  }

  private void deliver(Hook hook) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(hook.secret().getBytes(UTF_8), "HmacSHA256"));
    Map<String, String> headers =
        Map.of(
            "X-GitHub-Delivery",
            newTeam(),
            "X-GitHub-Event",
            "ping",
            "X-Hub-Signature-256",
            "sha256=" + HexFormat.of().formatHex(mac.doFinal(PING.getBytes(UTF_8))));
    web.post()
        .uri("/api/v1/webhooks/github/" + hook.hookId())
        .headers(all -> headers.forEach(all::set))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(PING)
        .exchange()
        .expectStatus()
        .isAccepted();
  }

  private static Connection owner() throws SQLException {
    var database = stack().database();
    return DriverManager.getConnection(
        database.jdbcUrl(), database.username(), database.password());
  }

  private static void lock(Connection connection, Hook hook) throws SQLException {
    try (var statement =
        connection.prepareStatement("select 1 from github_hook where hook_id = ? for update")) {
      statement.setString(1, hook.hookId());
      assertThat(statement.executeQuery().next()).isTrue();
    }
  }
}

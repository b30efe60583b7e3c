package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Delivery;
import io.issuestream.local.demo.GithubHook;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.demo.SyncWatch;
import io.issuestream.local.endtoend.Wire.Answer;
import io.issuestream.local.issuer.TokenRole;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** All that can happen to a team's secrets, good and bad, in about a minute. */
final class SecretLife {
  static final String API_TOKEN = "sandbox-api-token";
  static final String PERSONAL_TOKEN = "sandbox-personal-access-token";
  static final String GITHUB_TOKEN = "sandbox-github-token";

  private static final String CONNECTION = Consent.CONNECTION;
  private static final String GITHUB = "/api/v1/integration/github";
  private static final String HOOKS = GITHUB + "/hooks";
  private static final Duration BOUND = Duration.ofMinutes(3);

  private final RunningStack running;
  private final Wire wire;
  private final Consent consent;
  private final Api sandbox;
  private final Map<String, String> secrets = new HashMap<>();

  SecretLife(RunningStack running, Wire wire) {
    this.running = running;
    this.wire = wire;
    this.consent = new Consent(running, wire);
    this.sandbox = running.stack().sandboxApi();
  }

  /** Secrets that came up: those of hooks, and those that somebody mistyped. */
  Map<String, String> secrets() {
    return secrets;
  }

  void live() {
    sandbox.post(
        "/sandbox/generate",
        Map.of("issues", 60, "seed", 7, "projects", List.of("PAY"), "pullRequests", 5));
    byOAuth();
    tokenByToken();
    byTokenAndPassword();
    hooks();
    github();
    mistakes();
    deadGrant();
    disconnected();
  }

  /** Two sites granted, the second chosen, one team's choice left open, one consent declined. */
  private void byOAuth() {
    sandbox.put("/sandbox/oauth/settings", Map.of("accessTokenSeconds", 8));
    assertThat(consent.connect("oauth", Consent.MAIN, Consent.SECOND).body()).contains("Choose");
    assertThat(consent.choose("oauth", Consent.SECOND).status()).isEqualTo(201);
    synced("oauth", "LAB", () -> {});
    assertThat(consent.connect("undecided", Consent.MAIN, Consent.SECOND).body())
        .contains("Choose");
    Consent.Begun declined = consent.begin("declined");
    consent.back(consent.decide(declined, "decline"), declined.cookie());
  }

  /** Tokens come and go; one answer is lost, some fail, one token ends in the middle. */
  private void tokenByToken() {
    awaitSum("refreshes", 2);
    sandbox.put("/sandbox/oauth/faults", Map.of("dropRefreshes", 1));
    awaitSum("reusesInLeeway", 1);
    sandbox.put("/sandbox/oauth/faults", Map.of("failRefreshes", 2, "failStatus", 503));
    await().atMost(BOUND).until(() -> faultsLeft() == 0);
    long before = sum("refreshes");
    sandbox.put("/sandbox/oauth/settings", Map.of("accessTokenSeconds", 3600));
    awaitSum("refreshes", before + 1);
    // A token made in the last three seconds is taken for good: its refusal would be meant.
    await().atMost(BOUND).until(() -> Instant.now().isAfter(lastRefresh().plusSeconds(4)));
    for (JsonNode grant : sandbox.get("/sandbox/oauth").path("grants")) {
      sandbox.delete("/sandbox/oauth/grants/" + grant.path("id").asString() + "/access-tokens");
    }
    synced("oauth", "LAB", () -> request("oauth"));
  }

  private void byTokenAndPassword() {
    String dc = running.stack().sandbox() + "/dc";
    String cloud = running.stack().sandbox() + "/cloud";
    connected("kept", jira(dc, "personal_access_token", "token", PERSONAL_TOKEN));
    connected("leaving", jira(dc, "personal_access_token", "token", PERSONAL_TOKEN));
    Map<String, String> basic = jira(dc, "basic", "password", PERSONAL_TOKEN);
    basic.put("username", "admin");
    connected("basic", basic);
    Map<String, String> api = jira(cloud, "api_token", "token", API_TOKEN);
    api.put("email", "admin@example.com");
    connected("token", api);
    for (String team : List.of("kept", "leaving", "basic", "token")) {
      synced(team, "PAY", () -> {});
    }
  }

  private void hooks() {
    List<String> deliveries;
    try (var lines = sandbox.lines("/sandbox/pull-requests")) {
      deliveries = lines.toList();
    }
    for (String team : List.of("token", "kept")) {
      GithubHook hook = GithubHook.make(admin(team));
      deliveries.forEach(line -> hook.deliver(Delivery.parse(line)));
      JsonNode made = wire.admin(team, "POST", HOOKS, "").json();
      secrets.put("webhook secret of " + team, made.path("secret").asString());
      wire.send(
          "POST",
          running.stack().frontDoor().resolve(hook.path()),
          GithubHook.headers(Delivery.parse(deliveries.getFirst()), "sha256=" + "0".repeat(64)),
          "{}");
    }
  }

  /** One team by a token, one as an app; pull requests read by each. */
  private void github() {
    Map<String, String> byToken = Map.of("authentication", "token", "token", GITHUB_TOKEN);
    Map<String, String> byApp =
        Map.of(
            "authentication", "app",
            "appId", "4711",
            "installationId", "4242",
            "privateKey", newAppKey());
    Map.of("token", byToken, "basic", byApp)
        .forEach((team, how) -> {
          Answer answer = wire.admin(team, "POST", GITHUB + "/connection", how);
          assertThat(answer.status()).as(answer.body()).isEqualTo(201);
          Map<String, Object> choice =
              Map.of(
                  "repositoryId", repository(team).path("repositoryId").asLong(), "action", "add");
          assertThat(wire.admin(team, "POST", GITHUB + "/repositories/toggle", choice).status())
              .isEqualTo(200);
          await("the backfill of " + team)
              .atMost(BOUND)
              .until(() -> repository(team).path("backfillStatus").asString("").equals("complete"));
        });
    Map<String, String> wrong =
        Map.of("authentication", "token", "token", mistyped("GitHub token"));
    assertThat(wire.admin("mistakes", "POST", GITHUB + "/connection", wrong).status())
        .isBetween(400, 422);
  }

  private JsonNode repository(String team) {
    return admin(team)
        .get(GITHUB + "/repositories")
        .path("items")
        .valueStream()
        .filter(one -> one.path("fullName").asString().equals("example/pay-service"))
        .findFirst()
        .orElseThrow();
  }

  /** An app's private key as GitHub hands it out, remembered by a piece of it. */
  private String newAppKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      String key =
          Base64.getMimeEncoder(64, new byte[] {'\n'})
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
      // How such a key begins is the same for all, so lines from further on.
      secrets.put("private key of the app", key.lines().skip(10).findFirst().orElseThrow());
      secrets.put("private key of the app, end", key.lines().skip(20).findFirst().orElseThrow());
      return "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /** What people get wrong, with their secrets in it. */
  private void mistakes() {
    String dc = running.stack().sandbox() + "/dc";
    Map<String, String> cloud =
        jira(running.stack().sandbox() + "/cloud", "api_token", "token", mistyped("API token"));
    cloud.put("email", "admin@example.com");
    Map<String, String> basic = jira(dc, "basic", "password", mistyped("password"));
    basic.put("username", "admin");
    for (Map<String, String> wrong :
        List.of(
            cloud,
            basic,
            jira(dc, "personal_access_token", "token", mistyped("personal token")),
            jira("https://10.0.0.1", "personal_access_token", "token", mistyped("inside")),
            jira("https://none.invalid", "personal_access_token", "token", mistyped("nowhere")),
            jira(dc, "nonsense", "token", mistyped("kind")),
            jira(dc, "personal_access_token", "token", mistyped("line end") + "\n"))) {
      assertThat(wire.admin("mistakes", "POST", CONNECTION, wrong).status()).isBetween(400, 422);
    }
    for (String broken :
        List.of(
            "{\"deployment\":\"cloud\",\"token\":\"" + mistyped("torn") + "\",",
            "{\"token\":{\"" + mistyped("nested") + "\":1}}",
            "{\"token\":[\"" + mistyped("listed") + "\"]}",
            "{\"" + mistyped("name") + "\":1, }",
            "\"" + mistyped("text") + "\"",
            "token=" + mistyped("form"))) {
      assertThat(wire.admin("mistakes", "POST", CONNECTION, broken).status()).isEqualTo(400);
    }
    wire.send(
        "GET",
        running.stack().frontDoor().resolve(CONNECTION),
        Map.of("Authorization", "Bearer " + mistyped("bearer")),
        "");
    Consent.Begun begun = consent.begin("mistakes");
    wire.send(
        "GET",
        consent.decide(begun, "accept", Consent.MAIN),
        Map.of("Cookie", "issuestream_oauth=" + mistyped("cookie")),
        "");
  }

  private void deadGrant() {
    assertThat(consent.connect("revoked", Consent.MAIN).status()).isEqualTo(200);
    synced("revoked", "PAY", () -> {});
    JsonNode grants = sandbox.get("/sandbox/oauth").path("grants");
    sandbox.delete("/sandbox/oauth/grants/" + grants.path(grants.size() - 1).path("id").asString());
    request("revoked");
    await().atMost(BOUND).until(() -> status("revoked").equals("reconnect"));
  }

  private void disconnected() {
    assertThat(wire.admin("leaving", "DELETE", CONNECTION, "").status()).isEqualTo(204);
    TopicReader topics =
        new TopicReader(TestServers.get().bootstrapServers(), running.topicPrefix());
    await()
        .atMost(BOUND)
        .until(() ->
            topics.latest("jira.credentials", "leaving").values().stream()
                .allMatch(credential -> credential.text().isEmpty()));
    wire.admin("leaving", "GET", CONNECTION, "");
  }

  private static Map<String, String> jira(
      String url, String authentication, String secretName, String secret) {
    Map<String, String> body = new HashMap<>();
    body.put("deployment", url.endsWith("/cloud") ? "cloud" : "data_center");
    body.put("baseUrl", url);
    body.put("authentication", authentication);
    body.put(secretName, secret);
    return body;
  }

  private void connected(String team, Map<String, String> how) {
    Answer answer = wire.admin(team, "POST", CONNECTION, how);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private String mistyped(String what) {
    String secret = "mistyped-" + UUID.randomUUID();
    secrets.put("mistyped " + what, secret);
    return secret;
  }

  /** Has a project read to its end, having chosen it or asked for it. */
  private void synced(String team, String project, Runnable asking) {
    SyncWatch watch = SyncWatch.from(admin(team));
    new Selection(admin(team)).choose(List.of(project));
    asking.run();
    await("the sync of " + team)
        .atMost(BOUND)
        .until(() -> {
          var projects = watch.look();
          return !projects.isEmpty() && projects.stream().allMatch(watch::isDone);
        });
  }

  private void request(String team) {
    JsonNode projects = admin(team).get("/api/v1/integration/jira/sync").path("projects");
    SyncWatch.from(admin(team)).request(projects.path(0).path("projectId").asString(), true);
  }

  private Api admin(String team) {
    return running.stack().api(team, TokenRole.TEAM_ADMIN);
  }

  private String status(String team) {
    return wire.admin(team, "GET", CONNECTION, "").json().path("status").asString();
  }

  private Instant lastRefresh() {
    return sandbox
        .get("/sandbox/oauth")
        .path("grants")
        .valueStream()
        .map(grant -> grant.path("lastRefreshAt").asString(""))
        .filter(at -> !at.isEmpty())
        .map(Instant::parse)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void awaitSum(String of, long least) {
    await(of).atMost(BOUND).until(() -> sum(of) >= least);
  }

  private long sum(String of) {
    return sandbox.get("/sandbox/oauth").path(of).asLong();
  }

  private long faultsLeft() {
    JsonNode faults = sandbox.get("/sandbox/oauth").path("faults");
    return faults.path("failRefreshes").asLong() + faults.path("dropRefreshes").asLong();
  }
}

package io.issuestream.integration;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.SandboxOptions;
import io.issuestream.sandbox.generate.GenerateOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The running service on real PostgreSQL and Kafka, beside a Jira; every test has a team of its
 * own.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "issuestream.jira.allowed-private-targets=loopback",
      "issuestream.jira.rate-limit-per-second=1000",
      "issuestream.jira.max-retries=0",
      // The table of rules calls every endpoint a dozen times without a valid token.
      "issuestream.edge.limits.anonymous.burst=5000",
      "issuestream.keys.look-every=100ms",
      "issuestream.webhooks.retry-backoff=50ms",
      "issuestream.sync-status.heartbeat=200ms",
      "issuestream.sync-status.most-often=20ms"
    })
@AutoConfigureWebTestClient(timeout = "30s")
public abstract class ServiceIT {

  /** More than two of Cloud's pages. */
  protected static final int PROJECTS = 230;

  protected static final JiraSandbox JIRA = jira();
  protected static final TestKeys KEYS = TestKeys.make();

  private static final TestStack STACK = TestStack.create("integration");

  @Autowired protected WebTestClient web;
  @Autowired protected DatabaseClient database;

  protected final String team = newTeam();

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
    registry.add("issuestream.keys.at-rest", KEYS::atRest);
    registry.add("issuestream.keys.credentials-public", KEYS::credentialsPublic);
    registry.add("issuestream.erasure.key-file", KEYS::erasure);
  }

  private static JiraSandbox jira() {
    JiraSandbox jira = JiraSandbox.start(SandboxOptions.defaults());
    List<String> keys = IntStream.range(0, PROJECTS).mapToObj("P%03d"::formatted).toList();
    jira.generate(GenerateOptions.of(PROJECTS * 2, 7).in(keys));
    return jira;
  }

  protected static String newTeam() {
    return "team-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
  }

  protected static TestStack stack() {
    return STACK;
  }

  protected static TopicReader topic(Topic topic) {
    return TopicReader.open(STACK.bootstrapServers(), STACK.topicPrefix(), topic);
  }

  protected static ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .pollInSameThread();
  }

  protected WebTestClient as(String team, String role) {
    return web.mutate()
        .defaultHeaders(headers -> headers.setBearerAuth(TestTokens.bearer(team, role)))
        .build();
  }

  protected WebTestClient admin() {
    return as(team, "team_admin");
  }

  protected WebTestClient.ResponseSpec connect(WebTestClient client, Map<String, String> body) {
    return client
        .post()
        .uri("/api/v1/integration/jira/connection")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  protected static Map<String, String> cloud(String token) {
    return Map.of(
        "deployment",
        "cloud",
        "baseUrl",
        JIRA.cloudUrl(),
        "authentication",
        "api_token",
        "email",
        JiraSandbox.CLOUD_EMAIL,
        "token",
        token);
  }

  protected static Map<String, String> cloud() {
    return cloud(JiraSandbox.CLOUD_API_TOKEN);
  }

  protected static Map<String, String> dataCenter() {
    return Map.of(
        "deployment",
        "data_center",
        "baseUrl",
        JIRA.dataCenterUrl(),
        "authentication",
        "personal_access_token",
        "token",
        JiraSandbox.PERSONAL_ACCESS_TOKEN);
  }
}

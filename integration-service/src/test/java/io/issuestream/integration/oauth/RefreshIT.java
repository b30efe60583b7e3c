package io.issuestream.integration.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.AccessTokenRequested;
import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.integration.IntegrationApplication;
import io.issuestream.integration.TopicReader;
import io.issuestream.messaging.EventHeaders;
import io.issuestream.messaging.EventJson;
import io.issuestream.sandbox.oauth.OAuthFaults;
import io.issuestream.sandbox.oauth.OAuthSettings;
import io.issuestream.tenancy.TeamScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import reactor.core.publisher.Flux;

class RefreshIT extends OAuthServiceIT {

  @Autowired private LiveTokens tokens;

  @Test
  void renewsAheadOfTheEndAndAnnouncesIt() {
    // Half of a short life: five minutes ahead would be before it began.
    ATLASSIAN.settings(OAuthSettings.ATLASSIAN.withAccessTokenLife(Duration.ofSeconds(4)));
    connectMain(team);
    String grant = lastGrant().id();
    try (TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> credentials.of(team, TokenRefreshed.class).getLast().revision() >= 3);
      Instant now = Instant.now();
      assertThat(credentials.of(team, TokenRefreshed.class).getLast().expiresAt())
          .isBetween(now.minusSeconds(4), now.plusSeconds(5));
    }
    admin().get().uri(HEALTH).exchange().expectBody().jsonPath("$.token").isEqualTo("valid");
    assertThat(grant(grant).reusesInLeeway()).isZero();
    assertThat(grant(grant).refreshes()).isLessThanOrEqualTo((int) version(team));
  }

  @Test
  void refreshesOnceHoweverManyReplicasAsk() {
    String id = connectMain(team);
    String grant = lastGrant().id();
    try (ConfigurableApplicationContext replica = replica()) {
      LiveTokens others = replica.getBean(LiveTokens.class);
      change(
          team,
          """
          update oauth_grant set refresh_at = clock_timestamp(), expires_at = clock_timestamp()
          where team_id = $1
          """);
      var versions =
          Flux.range(0, 40)
              .flatMap(n -> (n % 2 == 0 ? tokens : others).ensureValidToken(team, id), 40)
              .map(connection -> connection.credentialVersion())
              .collectList()
              .contextWrite(TeamScope.of(team))
              .block(Duration.ofSeconds(30));
      assertThat(versions).hasSize(40).containsOnly(2L);
    }
    assertThat(grant(grant).refreshes()).isEqualTo(1);
    assertThat(grant(grant).reusesInLeeway()).isZero();
  }

  private ConfigurableApplicationContext replica() {
    Map<String, Supplier<Object>> given = new HashMap<>();
    stack().handTo(given::put);
    TestTokens.register(given::put);
    Map<String, Object> values = new HashMap<>(settings());
    given.forEach((name, value) -> values.put(name, value.get()));
    values.put("server.port", 0);
    values.put("issuestream.jira.allowed-private-targets", "loopback");
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

  @Test
  void healsWhenAnAnswerWasLostAfterTheTokenRotated() {
    connectMain(team);
    String grant = lastGrant().id();
    ATLASSIAN.faults(OAuthFaults.dropping(1));
    makeDue(team);
    await().until(() -> version(team) == 2);
    assertThat(grant(grant).reusesInLeeway()).isEqualTo(1);
    assertThat(grant(grant).alive()).isTrue();
    assertThat(view(team, "$.status")).isEqualTo("active");
    // And the token it ended up with is the one that counts from now on.
    makeDue(team);
    await().until(() -> version(team) == 3);
    assertThat(grant(grant).reusesRefused()).isZero();
  }

  @Test
  void asksForReconnectingWhenTheOldTokenIsRefusedToo() {
    ATLASSIAN.settings(OAuthSettings.ATLASSIAN.withReuseLeeway(Duration.ZERO));
    String id = connectMain(team);
    ATLASSIAN.faults(OAuthFaults.dropping(1));
    makeDue(team);
    assertRevoked(id);
    ATLASSIAN.settings(OAuthSettings.ATLASSIAN);
    assertThat(connectMain(team)).isEqualTo(id);
    assertThat(view(team, "$.status")).isEqualTo("active");
    try (TopicReader connections = topic(Topic.JIRA_CONNECTIONS)) {
      await()
          .until(() -> connections.of(team, ConnectionEstablished.class).getLast().revision() == 3);
    }
  }

  @Test
  void aDeadGrantConcernsItsOwnTeamOnly() {
    String id = connectMain(team);
    String grant = lastGrant().id();
    String other = newTeam();
    connectMain(other);
    ATLASSIAN.revoke(grant);
    makeDue(team);
    makeDue(other);
    assertRevoked(id);
    await().until(() -> version(other) == 2);
    assertThat(view(other, "$.status")).isEqualTo("active");
    // It goes on waiting for this site; disconnecting ends that.
    connect(admin(), cloud()).expectStatus().isEqualTo(409);
    admin().delete().uri(CONNECTION).exchange().expectStatus().isNoContent();
    connect(admin(), cloud()).expectStatus().isCreated();
  }

  private void assertRevoked(String id) {
    try (TopicReader connections = topic(Topic.JIRA_CONNECTIONS);
        TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> connections.of(team, ConnectionRevoked.class).size() == 1);
      var state = connections.of(team, ConnectionRevoked.class).getFirst().connection();
      assertThat(state.connectionId()).isEqualTo(id);
      assertThat(state.reason()).contains("Reconnect Jira");
      await()
          .until(() ->
              !credentials.of(team).isEmpty() && credentials.of(team).getLast().event() == null);
    }
    assertThat(view(team, "$.status")).isEqualTo("reconnect");
    assertThat(view(team, "$.reason")).contains("Reconnect Jira");
    admin()
        .get()
        .uri(HEALTH)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.token")
        .isEqualTo("revoked")
        .jsonPath("$.status")
        .isEqualTo("down");
    assertThat(
            count(
                team,
                "select count(*) from oauth_grant where team_id = $1 and refresh_token is not"
                    + " null"))
        .isZero();
  }

  @Test
  void keepsTheTokenWhileAtlassianIsAwayAndTriesAgain() {
    connectMain(team);
    String grant = lastGrant().id();
    ATLASSIAN.faults(OAuthFaults.failing(503, 3));
    makeDue(team);
    await()
        .until(
            () -> count(team, "select failures::bigint from oauth_grant where team_id = $1") >= 1);
    admin()
        .get()
        .uri(HEALTH)
        .exchange()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("ok")
        .jsonPath("$.token")
        .isEqualTo("expiring")
        .jsonPath("$.advice")
        .isNotEmpty();
    await().until(() -> version(team) == 2);
    assertThat(grant(grant).alive()).isTrue();
  }

  @Test
  void renewsATokenThatJiraRefusesBeforeItsTime() {
    connectMain(team);
    String grant = lastGrant().id();
    change(
        team,
        """
        update oauth_grant set refreshed_at = clock_timestamp() - interval '1 minute'
        where team_id = $1
        """);
    ATLASSIAN.expireAccessTokens(grant);
    admin().get().uri(HEALTH).exchange().expectBody().jsonPath("$.token").isEqualTo("valid");
    assertThat(version(team)).isEqualTo(2);
  }

  @Test
  void answersAWorkersRequestUnlessThereIsANewerTokenAlready() {
    String id = connectMain(team);
    String grant = lastGrant().id();
    change(
        team,
        """
        update oauth_grant set refreshed_at = clock_timestamp() - interval '1 minute'
        where team_id = $1
        """);
    try (TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      publish(new AccessTokenRequested(team, 1, id, 1));
      await().until(() -> credentials.of(team, TokenRefreshed.class).getLast().revision() == 2);
      publish(new AccessTokenRequested(team, 2, id, 1));
      // Of another team's connection nothing comes.
      publish(new AccessTokenRequested(newTeam(), 1, id, 2));
      // A connection without a grant only learns that its credential was refused.
      String plain = newTeam();
      connect(as(plain, "team_admin"), cloud()).expectStatus().isCreated();
      publish(new AccessTokenRequested(plain, 1, view(plain, "$.connectionId"), 1));
      await().until(() -> view(plain, "$.status").equals("reconnect"));
      as(plain, "member").get().uri(HEALTH).exchange().expectStatus().isOk();
      assertThat(view(plain, "$.status")).as("Jira takes it again").isEqualTo("active");
    }
    assertThat(version(team)).isEqualTo(2);
    assertThat(grant(grant).refreshes()).isEqualTo(1);
  }

  private static void publish(AccessTokenRequested event) {
    var record =
        new ProducerRecord<>(
            stack().topicPrefix() + Topic.JIRA_TOKEN_REQUESTS.topicName(),
            Keys.of(event),
            EventJson.write(event));
    Map.of(
            EventHeaders.SPEC_VERSION, "1.0",
            EventHeaders.ID, Keys.of(event) + "@" + event.revision(),
            EventHeaders.SOURCE, "/issuestream/test",
            EventHeaders.TYPE, EventTypes.nameOf(event.getClass()),
            EventHeaders.TIME, Instant.now().toString(),
            EventHeaders.SUBJECT, event.aggregateId(),
            EventHeaders.TEAM, event.teamId(),
            EventHeaders.REVISION, Long.toString(event.revision()),
            EventHeaders.CONTENT_TYPE, "application/json")
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", stack().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var _ = producer.send(record);
      producer.flush();
    }
  }
}

package io.issuestream.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.access.Principal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every principal tries to read and to write every topic of a real broker. */
class KafkaWallsIT {

  private static final Topic[] ALL = Topic.values();

  private static String prefix;
  private static Guest test;

  @BeforeAll
  static void raise() {
    prefix = TestServers.get().newTopicPrefix("walls");
    TestServers.get().raiseWalls(prefix);
    test = Guest.ofOpenPort(prefix);
    for (Topic topic : ALL) {
      test.write(topic.topicName());
    }
  }

  @AfterAll
  static void leave() {
    test.close();
  }

  /** As docs/architecture.md says, not as the list does that the permissions are made from. */
  private static Set<Topic> mayRead(Principal principal) {
    return switch (principal) {
      case INTEGRATION_SERVICE -> named("jira.sync-progress", "jira.token-requests");
      case SYNC_WORKER ->
          named(
              "jira.connections",
              "jira.credentials",
              "jira.projects",
              "jira.sync-requests",
              "team.members");
      case USER_MATCHER -> named("jira.users");
      case METRICS_SERVICE -> named("jira.issues", "jira.sprints", "user.matches");
      case INSIGHTS_SERVICE ->
          named(
              "code.pull-requests",
              "jira.issues",
              "metrics.sprints",
              "metrics.flow",
              "user.matches");
      case CRON -> Set.of();
      case SRE -> allBut("jira.credentials");
      case READER -> allBut("jira.credentials", "jira.users", "team.members");
    };
  }

  private static Set<Topic> mayWrite(Principal principal) {
    return switch (principal) {
      case INTEGRATION_SERVICE ->
          named(
              "jira.connections",
              "jira.credentials",
              "jira.projects",
              "jira.sync-requests",
              "code.pull-requests");
      case SYNC_WORKER ->
          named(
              "jira.issues",
              "jira.sprints",
              "jira.users",
              "jira.sync-progress",
              "jira.token-requests");
      case USER_MATCHER -> named("team.members", "user.matches");
      case METRICS_SERVICE -> named("metrics.sprints", "metrics.flow");
      case INSIGHTS_SERVICE -> named("metrics.pr-linkage", "insights.findings");
      case CRON, SRE -> named("jira.sync-requests");
      case READER -> Set.of();
    };
  }

  @ParameterizedTest
  @EnumSource
  void writesAndReadsWhatIsItsOwnAndIsRefusedEverythingElse(Principal principal) {
    try (Guest guest = Guest.of(principal, prefix)) {
      assertThat(tried(topic -> guest.writes(topic.topicName())))
          .as("written by %s", principal)
          .isEqualTo(mayWrite(principal));
      assertThat(tried(topic -> guest.reads(topic.topicName())))
          .as("read by %s", principal)
          .isEqualTo(mayRead(principal));
    }
  }

  private static Set<Topic> tried(Predicate<Topic> attempt) {
    return Arrays.stream(ALL)
        .filter(attempt)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Topic.class)));
  }

  @Test
  void publishesUnderItsOwnTransactionalIdsOnly() {
    try (Guest worker = Guest.of(Principal.SYNC_WORKER, prefix)) {
      assertThatCode(() -> worker.publish("sync-worker-1", "jira.issues"))
          .doesNotThrowAnyException();
      assertThatThrownBy(() -> worker.publish("integration-service-0", "jira.issues"))
          .as("it would fence another's publisher")
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void joinsItsOwnGroupOnly() {
    try (Guest metrics = Guest.of(Principal.METRICS_SERVICE, prefix)) {
      assertThat(metrics.joins("metrics-service", "jira.issues")).isTrue();
      assertThat(metrics.joins("insights-service", "jira.issues")).isFalse();
    }
    try (Guest reader = Guest.of(Principal.READER, prefix)) {
      assertThat(reader.joins("reader-dashboard", "metrics.sprints")).isTrue();
      assertThat(reader.joins("metrics-service", "jira.issues")).isFalse();
    }
  }

  @Test
  void makesWritesAndReadsItsOwnDeadLettersWhichTheOperatorReads() {
    String own = "jira.issues.metrics-service.dlt";
    try (Guest metrics = Guest.of(Principal.METRICS_SERVICE, prefix);
        Guest insights = Guest.of(Principal.INSIGHTS_SERVICE, prefix);
        Guest sre = Guest.of(Principal.SRE, prefix)) {
      assertThatCode(() -> metrics.makeTopic(own)).doesNotThrowAnyException();
      assertThat(metrics.writes(own)).isTrue();
      assertThat(metrics.reads(own)).isTrue();
      assertThat(insights.writes(own)).isFalse();
      assertThat(insights.reads(own)).isFalse();
      assertThat(sre.reads(own)).isTrue();
      assertThatThrownBy(() -> metrics.makeTopic("jira.issues.insights-service.dlt"))
          .hasCauseInstanceOf(AuthorizationException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void administersNothing(Principal principal) {
    String topic = prefix + Topic.JIRA_ISSUES.topicName();
    ConfigResource settings = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    var forget = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
    try (Guest guest = Guest.of(principal, prefix);
        Admin admin = guest.admin()) {
      assertThatThrownBy(() -> guest.makeTopic("mine")).satisfies(KafkaWallsIT::isRefusal);
      assertThatThrownBy(() -> admin.deleteTopics(List.of(topic)).all().get())
          .satisfies(KafkaWallsIT::isRefusal);
      assertThatThrownBy(
              () -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(9))).all().get())
          .satisfies(KafkaWallsIT::isRefusal);
      assertThatThrownBy(
              () -> admin.incrementalAlterConfigs(Map.of(settings, List.of(forget))).all().get())
          .satisfies(KafkaWallsIT::isRefusal);
      assertThatThrownBy(() -> admin.describeAcls(AclBindingFilter.ANY).values().get())
          .satisfies(KafkaWallsIT::isRefusal);
      assertThatThrownBy(() -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get())
          .satisfies(KafkaWallsIT::isRefusal);
    }
  }

  private static void isRefusal(Throwable failure) {
    assertThat(failure)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(AuthorizationException.class);
  }

  @Test
  void nobodyComesInWithoutAPasswordOrWithAnothers() {
    try (Guest nobody = Guest.withPassword("sync-worker", "integration-service-of-tests", prefix)) {
      assertThatThrownBy(() -> nobody.write("jira.issues"))
          .isInstanceOf(SaslAuthenticationException.class);
    }
    try (Guest nobody = Guest.withoutPassword(prefix)) {
      assertThatThrownBy(() -> nobody.write("jira.issues")).isInstanceOf(TimeoutException.class);
    }
  }

  private static Set<Topic> named(String... names) {
    Set<String> wanted = Set.of(names);
    Set<Topic> found = tried(topic -> wanted.contains(topic.topicName()));
    assertThat(found).hasSameSizeAs(wanted);
    return found;
  }

  private static Set<Topic> allBut(String... names) {
    return EnumSet.complementOf(EnumSet.copyOf(named(names)));
  }
}

package io.issuestream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTests {

  /** A type that nobody has put on a topic. */
  private record Stray(String teamId, long revision, String aggregateId) implements Event {}

  @ParameterizedTest
  @EnumSource
  void carriesRecordsWithALogicalNameAndAVersion(Topic topic) {
    assertThat(topic.eventTypes())
        .isNotEmpty()
        .allSatisfy(type -> {
          assertThat(type.isRecord()).isTrue();
          assertThat(EventTypes.nameOf(type)).matches("io\\.issuestream(\\.[a-z-]+){3}\\.v\\d+");
          assertThat(EventTypes.byName(EventTypes.nameOf(type))).contains(type);
          assertThat(Topic.of(type)).isEqualTo(topic);
        });
  }

  @Test
  void everyNameIsUsedOnce() {
    List<String> names =
        Arrays.stream(Topic.values())
            .flatMap(topic -> topic.eventTypes().stream())
            .map(EventTypes::nameOf)
            .toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(EventTypes.names());
    assertThat(Topic.values()).extracting(Topic::topicName).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void stateIsKeptAndRequestsAreNot(Topic topic) {
    boolean request = topic == Topic.JIRA_SYNC_REQUESTS || topic == Topic.JIRA_TOKEN_REQUESTS;
    assertThat(topic.retention().settings())
        .containsEntry("cleanup.policy", request ? "delete" : "compact");
  }

  @Test
  void overwrittenCredentialsDoNotStay() {
    assertThat(Topic.JIRA_CREDENTIALS.retention().settings())
        .containsEntry("max.compaction.lag.ms", "3600000");
  }

  @Test
  void anEventOfNoTopicIsRefused() {
    assertThatThrownBy(() -> Topic.of(Stray.class)).hasMessage("Stray belongs to no topic");
    assertThatThrownBy(() -> EventTypes.nameOf(Stray.class)).hasMessageContaining("no @WireType");
    assertThat(EventTypes.byName("io.issuestream.none.v1")).isEmpty();
  }
}

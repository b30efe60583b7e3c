package io.issuestream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SamplesTests {

  private static final JsonMapper MAPPER = Samples.mapper();

  static Iterable<String> names() {
    return Samples.names();
  }

  @Test
  void thereIsOneOfEveryEventTypeAndNoFileThatNobodyReads() throws IOException {
    Path folder = Path.of(System.getProperty("basedir", ""), "src/main/resources/samples");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
          .containsExactlyInAnyOrderElementsOf(Samples.names())
          .containsAll(EventTypes.names());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTopicHasSamples(Topic topic) {
    assertThat(Samples.on(topic)).hasSizeGreaterThanOrEqualTo(topic.eventTypes().size());
  }

  @ParameterizedTest
  @MethodSource("names")
  void comesBackFromTheRecordUnchanged(String name) {
    assertThat(MAPPER.readTree(MAPPER.writeValueAsString(Samples.read(name))))
        .isEqualTo(MAPPER.readTree(Samples.json(name)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadAlikeByAMapperThatOnlyLeavesNullsOut(String name) {
    Event event = Samples.read(name);
    assertThat(JsonMapper.shared().readValue(Samples.json(name), event.getClass()))
        .isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("names")
  void isReadByAReaderThatDoesNotKnowANewProperty(String name) {
    var json = (ObjectNode) MAPPER.readTree(Samples.json(name));
    json.put("addedLater", "new");
    json.valueStream()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .forEach(state -> state.put("addedLater", 7));
    Event event = Samples.read(name);
    assertThat(MAPPER.treeToValue(json, event.getClass())).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesItsAggregateInTheKeyOnly(String name) {
    Event event = Samples.read(name);
    assertThat(Keys.of(event)).isEqualTo(event.teamId() + "/" + event.aggregateId());
    assertThat(MAPPER.writeValueAsString(event)).doesNotContain("aggregateId");
  }

  @Test
  void leavesNullsOutAndWritesWireNamesAndIsoTimes() {
    assertThat(MAPPER.writeValueAsString(Samples.read(IssueUpserted.class, "minimal")))
        .doesNotContain("null")
        .contains(
            "\"visibility\":\"" + Visibility.VISIBLE + "\"",
            "\"created\":\"2026-03-01T00:00:00Z\"");
  }

  @Test
  void anUnknownSampleIsSaidPlainly() {
    assertThatThrownBy(() -> Samples.json("io.issuestream.jira.issue.upserted.v1.none"))
        .hasMessageContaining(
            "There is no sample /samples/io.issuestream.jira.issue.upserted.v1.none");
  }
}

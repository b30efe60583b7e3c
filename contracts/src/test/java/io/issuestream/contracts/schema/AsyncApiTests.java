package io.issuestream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a reader of {@code docs/events} finds there once the files are renewed. */
class AsyncApiTests {

  private static final Path ROOT = Path.of(System.getProperty("issuestream.root", ".."));

  private static final Path DOCUMENT = ROOT.resolve("docs/events/asyncapi.yaml");

  private static final JsonNode ASYNC_API =
      YAMLMapper.shared()
          .readTree(
              new AsyncApi(JavadocTexts.below(ROOT.resolve("contracts/src/main/java"))).document());

  @ParameterizedTest
  @EnumSource
  void describesTheTopic(Topic topic) {
    JsonNode channel = ASYNC_API.path("channels").path(topic.topicName());
    assertThat(channel.path("address").asString()).isEqualTo(topic.topicName());
    assertThat(channel.path("x-owner").asString()).isEqualTo(topic.owner());
    assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(topic.partitions());
    assertThat(channel.path("messages").propertyNames())
        .containsExactlyElementsOf(topic.eventTypes().stream().map(EventTypes::nameOf).toList());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(ASYNC_API.findValuesAsString("$ref"))
        .hasSizeGreaterThan(Topic.values().length)
        .allSatisfy(reference -> {
          if (reference.startsWith("#")) {
            assertThat(ASYNC_API.at(reference.substring(1)).isMissingNode()).isFalse();
          } else {
            assertThat(DOCUMENT.resolveSibling(reference)).exists();
          }
        });
  }

  @Test
  void everyMessageHasItsTypeInTheHeaders() {
    for (String type : EventTypes.names()) {
      JsonNode message = ASYNC_API.at("/components/messages/" + type);
      assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asString())
          .isEqualTo(type);
      assertThat(message.at("/payload/$ref").asString()).endsWith(type + ".json");
    }
  }

  @Test
  void theGuideNamesEveryTopicAndEventType() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/events/README.md"));
    for (Topic topic : Topic.values()) {
      assertThat(guide).contains("`" + topic.topicName() + "`");
      assertThat(guide).contains("| " + topic.owner() + " |");
    }
    for (String type : EventTypes.names()) {
      assertThat(guide).contains("`" + type.replaceFirst("^io\\.issuestream\\.", "") + "`");
    }
  }
}

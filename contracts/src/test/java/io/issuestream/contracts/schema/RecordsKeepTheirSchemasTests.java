package io.issuestream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record takes what its schema takes and refuses what it refuses: checked on each sample, by
 * planting one fault after another.
 */
class RecordsKeepTheirSchemasTests {

  private static final SortedMap<String, JsonNode> SCHEMAS =
      new EventSchemas(
              JavadocTexts.below(Path.of(System.getProperty("basedir", ""), "src/main/java")))
          .all();

  private static final SchemaRegistry VALIDATOR =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  static Iterable<String> names() {
    return Samples.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aSampleFitsItsSchema(String name) {
    assertThat(schema(name).validate(sample(name))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatTheRecordWritesFitsTheSchema(String name) {
    assertThat(schema(name).validate(Samples.mapper().valueToTree(Samples.read(name)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void bothRefuseEveryPlantedFault(String name) {
    List<Fault> faults = Fault.allOf(schemaText(name), sample(name));
    assertThat(faults)
        .hasSizeGreaterThan(5)
        .allSatisfy(fault -> {
          assertThat(schema(name).validate(fault.event())).isNotEmpty();
          assertThat(isRefused(name, fault.event())).isTrue();
        });
  }

  @ParameterizedTest
  @MethodSource("names")
  void aListThatAnOlderProducerDidNotKnowIsEmpty(String name) {
    ObjectNode event = sample(name);
    Fault.objectsIn(event)
        .forEach(object ->
            object.propertyNames().stream()
                .filter(property -> object.path(property).isArray())
                .toList()
                .forEach(object::remove));
    assertThat(isRefused(name, event)).isFalse();
  }

  @Test
  void everyLimitIsMetBySomeSample() {
    var unmet = new TreeSet<String>();
    for (JsonNode schema : SCHEMAS.values()) {
      Shape.of(schema)
          .parts()
          .forEach((path, part) -> {
            if (part.min() != null || part.max() != null || part.pattern() != null) {
              unmet.add(path);
            }
          });
    }
    for (String name : Samples.names()) {
      unmet.removeAll(Fault.pathsOf(sample(name)));
    }
    assertThat(unmet).isEmpty();
  }

  @Test
  void noSchemaSpeaksOfTheAggregate() {
    assertThat(SCHEMAS).hasSizeGreaterThan(20);
    assertThat(SCHEMAS.values())
        .allSatisfy(schema -> assertThat(schema.findValues("aggregateId")).isEmpty());
  }

  @Test
  void everyObjectMayBeAddedTo() {
    for (Map.Entry<String, JsonNode> schema : SCHEMAS.entrySet()) {
      assertThat(Shape.of(schema.getValue()).parts().values())
          .as(schema.getKey())
          .noneMatch(part -> part.type().endsWith(":closed"));
    }
  }

  private static boolean isRefused(String name, JsonNode event) {
    Class<? extends Event> type = Samples.read(name).getClass();
    try {
      Samples.mapper().treeToValue(event, type);
      return false;
    } catch (JacksonException _) {
      return true;
    }
  }

  private static ObjectNode sample(String name) {
    return (ObjectNode) Samples.mapper().readTree(Samples.json(name));
  }

  private static Schema schema(String name) {
    return VALIDATOR.getSchema(schemaText(name));
  }

  private static JsonNode schemaText(String name) {
    String wireType = EventTypes.nameOf(Samples.read(name).getClass());
    return Optional.ofNullable(SCHEMAS.get(wireType)).orElseThrow();
  }
}

package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.issuestream.contracts.EventTypes;
import io.issuestream.local.endtoend.TopicReader.Published;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schemas of the contracts, and CloudEvents 1.0 in Kafka's binary mode. */
final class CommittedSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private CommittedSchemas() {}

  static void assertValid(Published record) {
    assertThat(record.headers())
        .as(record.key())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("content-type", "application/json")
        .containsKeys("ce_id", "ce_source", "ce_type", "ce_time");
    assertThat(record.header("ce_team"))
        .isEqualTo(record.key().substring(0, record.key().indexOf('/')));
    assertThat(EventTypes.names()).contains(record.type());
    assertThat(REGISTRY.getSchema(schema(record.type())).validate(record.json()))
        .as(record.text())
        .isEmpty();
  }

  private static String schema(String type) {
    String name = "/schemas/" + type + ".json";
    try (InputStream in = EventTypes.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

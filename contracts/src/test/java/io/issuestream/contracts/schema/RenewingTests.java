package io.issuestream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What renewing the committed files does, and what it refuses. */
class RenewingTests {

  private static final String TYPE = "io.issuestream.test.thing.changed.v1";

  private static final String RELEASED =
      """
      {"type": "object",
       "properties": {"id": {"type": "integer"}, "note": {"type": "string"}},
       "required": ["id"]}\
      """;

  private static final String EXTENDED =
      RELEASED.replace("\"note\"", "\"more\": {\"type\": \"string\"}, \"note\"");

  private static final String BROKEN = RELEASED.replace("\"note\"", "\"remark\"");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  @Test
  void writesWhatWasNeverWritten() throws Exception {
    ContractFiles files = files(RELEASED);
    assertThat(files.outdated()).contains(TYPE + ".json is missing.", "released.txt is missing.");
    files.write();
    assertThat(files.outdated()).isEmpty();
    assertThat(files.breaks()).isEmpty();
  }

  @Test
  void addsWhatBreaksNobody() throws Exception {
    files(RELEASED).write();
    ContractFiles extended = files(EXTENDED);
    assertThat(extended.outdated())
        .containsExactlyInAnyOrder(
            TYPE + ".json is not as the records say.", "released.txt is not as the records say.");
    extended.write();
    assertThat(extended.outdated()).isEmpty();
    assertThat(Files.readString(folder.resolve("released.txt"))).contains("more string optional");
  }

  @Test
  void refusesABreakingChangeAndWritesNothing() throws Exception {
    files(RELEASED).write();
    assertThatThrownBy(files(BROKEN)::write)
        .hasMessageContaining(TYPE + ": note is gone.")
        .hasMessageContaining("raise the major version in the wire type")
        .hasMessageContaining("io.issuestream.test.thing.changed.v2");
    assertThat(files(RELEASED).outdated()).isEmpty();
  }

  @Test
  void refusesABreakingChangeAlsoWhenTheSchemaWasEditedAlong() throws Exception {
    files(RELEASED).write();
    Path schema = folder.resolve("schemas").resolve(TYPE + ".json");
    Files.writeString(schema, Files.readString(schema).replace("note", "remark"));
    assertThat(files(BROKEN).breaks()).containsExactly(TYPE + ": note is gone.");
    assertThatThrownBy(files(BROKEN)::write).hasMessageContaining("note is gone");
  }

  @Test
  void refusesARecordOfReleasedShapesThatWasEditedAlongToo() throws Exception {
    files(RELEASED).write();
    Path released = folder.resolve("released.txt");
    Files.writeString(released, Files.readString(released).replace("note", "remark"));
    assertThatThrownBy(files(BROKEN)::breaks).hasMessageContaining("edited by hand");
    assertThatThrownBy(files(BROKEN)::write).hasMessageContaining("edited by hand");
  }

  @Test
  void refusesToStartOverWhenTheRecordOfReleasedShapesIsLost() throws Exception {
    files(RELEASED).write();
    Files.delete(folder.resolve("released.txt"));
    assertThatThrownBy(files(BROKEN)::write).hasMessageContaining("released.txt is missing");
  }

  @Test
  void noticesASchemaThatBelongsToNoEvent() throws Exception {
    files(RELEASED).write();
    Files.writeString(folder.resolve("schemas/stray.json"), "{}");
    assertThat(files(RELEASED).outdated()).containsExactly("stray.json belongs to no event type.");
  }

  @Test
  void refusesAKeywordWhoseChangesItCouldNotJudge() throws IOException {
    assertThatThrownBy(() ->
            Shape.of(json("{\"properties\": {\"id\": {\"type\": \"string\", \"maxLength\": 3}}}")))
        .hasMessageContaining("id uses [maxLength]");
  }

  @Test
  void refusesASchemaThatContainsItself() {
    assertThatThrownBy(() ->
            Shape.of(
                json(
                    """
                    {"properties": {"node": {"$ref": "#/$defs/Node"}},
                     "$defs": {"Node": {"type": "object",
                       "properties": {"next": {"$ref": "#/$defs/Node"}}}}}\
                    """)))
        .hasMessageContaining("node.next contains itself");
  }

  private ContractFiles files(String schema) {
    var schemas = new TreeMap<String, JsonNode>();
    schemas.put(TYPE, json(schema));
    return new ContractFiles(
        schemas,
        "asyncapi: 3.0.0\n",
        folder.resolve("schemas"),
        folder.resolve("released.txt"),
        folder.resolve("asyncapi.yaml"));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}

package io.issuestream.contracts.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed files that are made from the records, beside what they ought to be.
 *
 * @param schemas the schemas as generated now, by wire type
 * @param asyncApi the AsyncAPI document as generated now
 * @param schemaFolder where the schemas are committed
 * @param released where the released shapes are committed
 * @param asyncApiFile where the AsyncAPI document is committed
 */
record ContractFiles(
    SortedMap<String, JsonNode> schemas,
    String asyncApi,
    Path schemaFolder,
    Path released,
    Path asyncApiFile) {

  private static final JsonMapper PRETTY = JsonMapper.builder().build();

  /** A sentence for each way in which the records break what was released. */
  List<String> breaks() {
    if (Files.exists(released)) {
      return Compatibility.breaks(ReleasedShapes.read(read(released)), Shape.ofAll(schemas));
    }
    return committedSchemas().isEmpty()
        ? List.of()
        : List.of(released + " is missing. Get it back from version control.");
  }

  /** A sentence for each committed file that is not as the records say. */
  List<String> outdated() {
    var outdated = new ArrayList<String>();
    expected()
        .forEach((file, content) -> {
          if (!Files.exists(file)) {
            outdated.add(file.getFileName() + " is missing.");
          } else if (!read(file).equals(content)) {
            outdated.add(file.getFileName() + " is not as the records say.");
          }
        });
    for (Path schema : committedSchemas()) {
      if (!expected().containsKey(schema)) {
        outdated.add(schema.getFileName() + " belongs to no event type.");
      }
    }
    return outdated;
  }

  /**
   * Writes all files anew.
   *
   * @throws BreakingChange if that would break what was released; then nothing is written
   */
  void write() throws BreakingChange {
    List<String> breaks = breaks();
    if (!breaks.isEmpty()) {
      throw new BreakingChange(breaks);
    }
    expected().forEach(ContractFiles::write);
  }

  private Map<Path, String> expected() {
    var files = new TreeMap<Path, String>();
    schemas.forEach((type, schema) ->
        files.put(
            schemaFolder.resolve(type + ".json"),
            PRETTY.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n"));
    files.put(released, ReleasedShapes.write(Shape.ofAll(schemas)));
    files.put(asyncApiFile, asyncApi);
    return files;
  }

  private List<Path> committedSchemas() {
    if (!Files.isDirectory(schemaFolder)) {
      return List.of();
    }
    try (var files = Files.list(schemaFolder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records no longer fit what was released. */
  static final class BreakingChange extends Exception {

    private static final long serialVersionUID = 1;

    BreakingChange(List<String> breaks) {
      super(
          breaks.stream().collect(Collectors.joining("\n  ", "Nothing was written:\n  ", "\n"))
              + advice(breaks));
    }

    /** What to do instead. */
    static String advice(List<String> breaks) {
      String example = breaks.getFirst().split("[: ]", 2)[0];
      return "Leave the record as it was and raise the major version in the wire type: add a new"
          + " record with the new shape beside it, such as "
          + Compatibility.nextMajor(example)
          + ".";
    }
  }
}

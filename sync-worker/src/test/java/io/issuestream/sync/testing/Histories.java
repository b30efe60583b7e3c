package io.issuestream.sync.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plain count of changelogs in raw issues, which shares no code with what reads them.
 *
 * @param histories number of histories
 * @param items number of changes by field; the two names of the estimate count as one
 * @param sprint sprint changes that changed something
 */
public record Histories(int histories, Map<String, Integer> items, int sprint) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Counts over some issues. */
  public static Histories of(Iterable<JsonNode> issues) {
    int histories = 0;
    int sprint = 0;
    var items = new TreeMap<String, Integer>();
    for (JsonNode issue : issues) {
      for (JsonNode history : issue.path("changelog").path("histories")) {
        histories++;
        for (JsonNode item : history.path("items")) {
          String field = item.path("field").asString();
          items.merge(field.startsWith("Story ") ? "estimate" : field, 1, Integer::sum);
          if (field.equals("Sprint")
              && !item.path("from").asString("").equals(item.path("to").asString(""))) {
            sprint++;
          }
        }
      }
    }
    return new Histories(histories, items, sprint);
  }

  /** Changes of a field. */
  public int of(String field) {
    return items.getOrDefault(field, 0);
  }

  /** The issues of a folder of real data, each id once, by id. */
  public static Map<Long, JsonNode> issuesIn(Path folder) {
    var found = new HashMap<Long, JsonNode>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .flatMap(Histories::records)
          .filter(record -> record.has("key") && record.path("fields").isObject())
          .forEach(issue -> found.put(Long.parseLong(issue.path("id").asString()), issue));
      return found;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<JsonNode> records(Path file) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    try {
      if (name.endsWith(".json")) {
        return Stream.of(JSON.readTree(Files.readAllBytes(file)));
      }
      try (var unpacked = new GZIPInputStream(Files.newInputStream(file))) {
        return List.of(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1))
            .stream()
            .filter(line -> !line.isBlank())
            .map(line -> JSON.readTree(line).path("data"));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

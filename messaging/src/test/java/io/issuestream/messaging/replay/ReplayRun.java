package io.issuestream.messaging.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.testing.TestServers;
import io.issuestream.embedded.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program as an operator runs it, with the service's accounts in its database and Kafka's sre;
 * for services' tests.
 */
public record ReplayRun(int code, String out, String err) {

  /** Runs it to its end. */
  public static ReplayRun of(Class<?> application, TestStack stack, String... options) {
    Map<String, String> settings = new LinkedHashMap<>();
    stack.handTo((name, value) -> settings.put(name, String.valueOf(value.get())));
    TestServers.kafkaAccount(Principal.SRE)
        .clientSettings()
        .forEach((name, value) -> settings.put("issuestream.kafka.properties." + name, value));
    Stream<String> arguments =
        Stream.of(
                Stream.of(ReplayProgram.NAME, "--patience=60s"),
                Stream.of(options),
                settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()))
            .flatMap(part -> part);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        ReplayProgram.run(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            application,
            arguments.toArray(String[]::new));
    return new ReplayRun(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  /**
   * The differences in a file that {@code --json} wrote: table, key, part, and the live value or
   * which side alone has the row.
   */
  public static Set<String> differences(Path file) {
    JsonNode report;
    try {
      report = JsonMapper.shared().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var differences = new TreeSet<String>();
    for (JsonNode row : report.get("differences")) {
      for (JsonNode part : row.get("differences")) {
        differences.add(
            row.get("table").asString()
                + " "
                + row.get("key")
                + " "
                + part.get("column").asString()
                + " "
                + side(part));
      }
    }
    return differences;
  }

  private static String side(JsonNode part) {
    if (!part.get("column").asString().equals("(row)")) {
      return "live " + part.get("live").asString();
    }
    return part.get("live").isNull() ? "rebuilt only" : "live only";
  }
}

package io.issuestream.local.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in {@code deploy/} and {@code docs/} that say how the services are watched. */
public final class WatchFiles {

  static final Path ROOT = Path.of(System.getProperty("issuestream.root", "../.."));
  static final Path ALERTS = ROOT.resolve("deploy/prometheus/alerts.yml");
  static final Path ALERTS_TEST = ROOT.resolve("deploy/prometheus/alerts-test.yml");
  static final Path SCRAPE = ROOT.resolve("deploy/prometheus/prometheus.yml");
  static final Path DASHBOARDS = ROOT.resolve("deploy/grafana");
  private static final Path TABLE = ROOT.resolve("docs/operations/metrics.md");

  /** A line of the table: the name as Prometheus has it, then columns up to the last. */
  private static final Pattern LINE =
      Pattern.compile("^\\| `([a-z_0-9]+)` \\|.*\\| ([^|]+) \\|$", Pattern.MULTILINE);

  private static final String ALWAYS = "always";

  private WatchFiles() {}

  /** The alerts, by name. */
  static Map<String, Map<?, ?>> alerts() {
    Map<String, Map<?, ?>> alerts = new LinkedHashMap<>();
    Map<?, ?> file = yaml(ALERTS);
    for (Object group : (List<?>) file.get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        alerts.put((String) ((Map<?, ?>) rule).get("alert"), (Map<?, ?>) rule);
      }
    }
    return alerts;
  }

  static Map<?, ?> yaml(Path file) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
  }

  /** The dashboards, by file name. */
  static Map<String, JsonNode> dashboards() {
    Map<String, JsonNode> dashboards = new TreeMap<>();
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(file ->
              dashboards.put(
                  file.getFileName().toString(), JsonMapper.shared().readTree(text(file))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return dashboards;
  }

  /** What is asked of Prometheus, by where it is asked. */
  public static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    alerts().forEach((name, rule) -> queries.put("alert " + name, (String) rule.get("expr")));
    dashboards()
        .forEach((file, board) ->
            board
                .path("panels")
                .forEach(panel ->
                    panel
                        .path("targets")
                        .forEach(target ->
                            queries.put(
                                "%s: %s, %s"
                                    .formatted(
                                        file,
                                        panel.path("title").asString(),
                                        target.path("refId").asString()),
                                target.path("expr").asString()))));
    return queries;
  }

  /** Every metric of the table, with when it is there. */
  public static Map<String, String> documented() {
    Map<String, String> metrics = new TreeMap<>();
    Matcher lines = LINE.matcher(text(TABLE));
    while (lines.find()) {
      metrics.put(lines.group(1), lines.group(2).strip());
    }
    return metrics;
  }

  /** Those that every running service of their kind tells from its start, or soon after. */
  public static List<String> alwaysThere() {
    return new ArrayList<>(
        documented().entrySet().stream()
            .filter(metric -> metric.getValue().equals(ALWAYS))
            .map(Map.Entry::getKey)
            .toList());
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

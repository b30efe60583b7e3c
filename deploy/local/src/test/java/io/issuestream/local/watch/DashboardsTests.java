package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards' queries, by Prometheus's own parser, and by the table of metrics. */
class DashboardsTests {

  @Test
  void areFiveEachUnderItsOwnNameOnAnyPrometheus() {
    Map<String, JsonNode> dashboards = WatchFiles.dashboards();
    assertThat(dashboards).hasSize(5);
    dashboards.forEach((file, board) -> {
      assertThat(file).isEqualTo(board.path("uid").asString() + ".json");
      assertThat(board.path("title").asString()).startsWith("Issuestream: ");
      assertThat(board.path("panels").isEmpty()).isFalse();
      board
          .path("panels")
          .forEach(panel ->
              assertThat(panel.path("datasource").path("uid").asString())
                  .isEqualTo("${datasource}"));
    });
  }

  @Test
  void askWhatPrometheusUnderstands(@TempDir Path directory) throws Exception {
    Map<String, Object> rules = new LinkedHashMap<>();
    // As recording rules, which are all that promtool parses; JSON is YAML.
    rules.put(
        "groups",
        Set.of(
            Map.of(
                "name",
                "dashboards",
                "rules",
                WatchFiles.queries().values().stream()
                    .distinct()
                    .map(query ->
                        Map.of(
                            "record", "q:" + Integer.toHexString(query.hashCode()), "expr", query))
                    .toList())));
    Files.write(directory.resolve("queries.yml"), JsonMapper.shared().writeValueAsBytes(rules));

    assertThat(Promtool.agrees(directory, "check", "rules", "queries.yml")).contains("SUCCESS");
  }

  @Test
  void andAlertsAskForDocumentedMetricsOnly() {
    Set<String> known = WatchFiles.documented().keySet();
    assertThat(known).isNotEmpty();
    WatchFiles.queries()
        .forEach((where, query) -> {
          Set<String> asked =
              Query.metrics(query).stream()
                  .filter(metric -> !metric.equals("up") && !metric.equals("ALERTS"))
                  .map(Query::withoutSuffix)
                  .collect(Collectors.toSet());
          assertThat(known).as(where + ": " + query).containsAll(asked);
        });
  }

  @Test
  void metricsAreFoundInAnExpression() {
    assertThat(
            Query.metrics(
                "histogram_quantile(0.99, sum by (le) (rate(a_seconds_bucket{x=\"y\"}[5m]))) /"
                    + " b_left offset 15m or sum(c) by (d) > 1e3 and deriv(sum by (job)"
                    + " (e)[10m:1m]) > 0"))
        .containsExactlyInAnyOrder("a_seconds_bucket", "b_left", "c", "e");
  }
}

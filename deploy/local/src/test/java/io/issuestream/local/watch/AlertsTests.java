package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alert rules, by the tool that Prometheus itself reads them with. */
class AlertsTests {

  private static final Path DIRECTORY = WatchFiles.ALERTS.getParent();

  @Test
  void areReadByPrometheusItself() throws Exception {
    assertThat(Promtool.agrees(DIRECTORY, "check", "rules", "alerts.yml")).contains("SUCCESS");
    assertThat(Promtool.agrees(DIRECTORY, "check", "config", "prometheus.yml")).contains("SUCCESS");
  }

  @Test
  void fireWhereTheirConditionHoldsAndAreSilentBefore() throws Exception {
    assertThat(Promtool.agrees(DIRECTORY, "test", "rules", "alerts-test.yml")).contains("SUCCESS");
    assertThat(firedInTests())
        .as("alerts that a test sees fire")
        .isEqualTo(WatchFiles.alerts().keySet());
  }

  /**
   * Those that are expected to fire somewhere; one that is expected to be silent proves nothing.
   */
  private static Set<String> firedInTests() {
    Set<String> fired = new TreeSet<>();
    List<?> tests = (List<?>) WatchFiles.yaml(WatchFiles.ALERTS_TEST).get("tests");
    for (Object test : tests) {
      for (Object expectation : (List<?>) ((Map<?, ?>) test).get("alert_rule_test")) {
        Map<?, ?> fields = (Map<?, ?>) expectation;
        if (fields.get("exp_alerts") instanceof List<?> alerts && !alerts.isEmpty()) {
          fired.add((String) fields.get("alertname"));
        }
      }
    }
    return fired;
  }

  @Test
  void sayHowUrgentTheyAreHowLongTheyWaitAndWhatToDo() {
    assertThat(WatchFiles.alerts()).isNotEmpty();
    WatchFiles.alerts()
        .forEach((name, rule) -> {
          assertThat(name).startsWith("Issuestream");
          assertThat((String) rule.get("for")).as(name).matches("[1-9][0-9]*m");
          Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
          assertThat((String) labels.get("severity")).as(name).isIn("warning", "critical");
          Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
          assertThat((String) annotations.get("summary")).as(name).isNotBlank();
          assertThat(isInTheDocs((String) annotations.get("runbook_url"))).as(name).isTrue();
        });
  }

  /** A page of the project, and a heading of it. */
  private static boolean isInTheDocs(String link) {
    String[] parts = link.split("#", 2);
    Path page = WatchFiles.ROOT.resolve(parts[0]);
    return Files.isRegularFile(page) && headings(page).contains(parts[1]);
  }

  private static Set<String> headings(Path page) {
    return Pattern.compile("^#+ (.+)$", Pattern.MULTILINE)
        .matcher(WatchFiles.text(page))
        .results()
        .map((MatchResult heading) ->
            heading
                .group(1)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}

package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FasterRulesTests {

  @Test
  void areTheSameRulesWithShorterTimes(@TempDir Path directory) throws Exception {
    String rules = FasterRules.text();
    Files.writeString(directory.resolve("alerts.yml"), rules);

    assertThat(Promtool.agrees(directory, "check", "rules", "alerts.yml")).contains("SUCCESS");
    assertThat(rules)
        .doesNotContainPattern("\\d+m[]:)\\s]")
        .contains("for: 4s", "[20s:2s]", "outbox_age_seconds) > 4\n")
        .contains("breaker_open_seconds) > 20\n", "lag) > 500\n", "[30s]))) > 1200\n");
    assertThat(rules.lines().count()).isEqualTo(WatchFiles.text(WatchFiles.ALERTS).lines().count());
  }
}

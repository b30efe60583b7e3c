package io.issuestream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SyncLinesTests {

  @Test
  void showsRateShareAndTheTimeThatIsLeft() {
    assertThat(
            SyncLines.of(
                ProjectSync.all(
                    JsonMapper.builder()
                        .build()
                        .readTree(
                            """
                            {"projects":[
                             {"projectKey":"PAY","status":"syncing","run":{"runId":"r1","stage":"issues","total":2000,"fetched":500,
                              "created":500,"ratePerSecond":250.4,"updatedAt":"2026-11-20T10:00:00Z"}},
                             {"projectKey":"WEB","status":"pending","lastError":"Jira is away."},
                             {"projectKey":"OPS","status":"complete","run":{"runId":"r2","stage":"completed","total":99,"fetched":100,
                              "ratePerSecond":50,"updatedAt":"2026-11-20T10:00:00Z"}}]}
                            """)),
                project -> project.key().equals("OPS")))
        .containsExactly(
            "  PAY        issues    500 of 2,000 issues  25 %  250/s  ETA 6 s",
            "  WEB        waiting: Jira is away.", "  OPS        completed 100 issues  50/s");
  }
}

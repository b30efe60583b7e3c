package io.issuestream.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How records are read, by the samples that services publish and read by. */
class KindTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @CsvSource({
    "PROJECTS, jira.project.tracked, ROVER, false",
    "PROJECTS, jira.project.untracked, ROVER, true",
    "ISSUES, jira.issue.upserted, ROVER, false",
    "ISSUES, jira.issue.deleted, ROVER, true",
    "SPRINTS, jira.sprint.upserted, ROVER, false",
    "USERS, jira.user.upserted, '', false",
    "MEMBERS, team.member.upserted, '', false",
    "MEMBERS, team.member.removed, '', true",
    "MATCHES, team.user.matched, '', false",
    "PULL_REQUESTS, code.pull-request.upserted, kestrel-robotics/rover, false",
    "SPRINT_FIGURES, metrics.sprint.updated, ROVER, false",
    "FLOW_FIGURES, metrics.flow.updated, ROVER, false",
    "LINKAGE, metrics.pr-linkage.updated, kestrel-robotics/rover, false",
    "FINDINGS, insights.finding.found, ROVER, false",
    "FINDINGS, insights.finding.resolved, ROVER, true"
  })
  void readsWhatIsComparedOfARecord(Kind kind, String sample, String project, boolean gone)
      throws IOException {
    String name = "/samples/io.issuestream." + sample + ".v1.json";
    try (InputStream in = Objects.requireNonNull(KindTests.class.getResourceAsStream(name))) {
      var event = JSON.readTree(in.readAllBytes());

      Seen seen = kind.read(event, 7);

      assertThat(seen)
          .isEqualTo(new Seen(event.path("revision").asLong(), gone, false, project, 7));
      assertThat(seen.revision()).isPositive();
    }
  }
}

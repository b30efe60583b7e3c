package io.issuestream.sync.issue;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.issue.AssigneeChange;
import io.issuestream.contracts.issue.EstimateChange;
import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.SprintChange;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.contracts.issue.StatusChange;
import io.issuestream.jira.Changelog;
import io.issuestream.jira.JiraSprint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IssueStatesTests {

  private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
  private final IssueStates states =
      new IssueStates("10", "A", Map.of("1", StatusCategory.TODO), account -> "p-" + account);

  private static Changelog.Change change(
      Changelog.Field field,
      @Nullable String from,
      @Nullable String fromText,
      @Nullable String to,
      @Nullable String toText) {
    return new Changelog.Change(
        "1", AT, null, field, null, field.name(), from, fromText, to, toText);
  }

  private IssueState of(List<JiraSprint> sprints) {
    return states.of(SampleIssues.read(sprints, null, Changelog.absent()), List.of());
  }

  private IssueState of(Changelog.Change... changes) {
    return states.of(
        SampleIssues.read(List.of(), null, new Changelog(List.of(changes), 1, true, true)),
        List.of());
  }

  @Test
  void namesTheRunningSprint() {
    IssueState issue =
        of(
            List.of(
                SampleIssues.sprint(5, JiraSprint.State.ACTIVE, "2026-01-01T00:00:00Z"),
                SampleIssues.sprint(9, JiraSprint.State.CLOSED, "2026-02-01T00:00:00Z"),
                SampleIssues.sprint(8, JiraSprint.State.FUTURE, null)));
    assertThat(issue.sprintId()).isEqualTo(5);
    assertThat(issue.sprintName()).isEqualTo("Sprint 5");
    assertThat(issue.sprintIds()).containsExactly(5L, 8L, 9L);
  }

  @Test
  void namesTheLatestSprintWhereNoneRuns() {
    assertThat(
            of(List.of(
                    SampleIssues.sprint(3, JiraSprint.State.CLOSED, "2026-02-01T00:00:00Z"),
                    SampleIssues.sprint(4, JiraSprint.State.CLOSED, "2026-01-01T00:00:00Z")))
                .sprintId())
        .isEqualTo(3);
    assertThat(
            of(List.of(
                    SampleIssues.sprint(3, JiraSprint.State.CLOSED, "2026-02-01T00:00:00Z"),
                    SampleIssues.sprint(6, JiraSprint.State.FUTURE, null)))
                .sprintId())
        .isEqualTo(6);
    assertThat(of(List.of()).sprintId()).isNull();
  }

  @Test
  void countsHoursFromCreatedToResolved() {
    var resolved =
        SampleIssues.read(List.of(), Instant.parse("2026-01-01T01:20:00Z"), Changelog.absent());
    assertThat(states.of(resolved, List.of()).cycleTimeHours()).isEqualTo(new BigDecimal("1.33"));
    assertThat(of(List.of()).cycleTimeHours()).isNull();
  }

  @Test
  void namesPeopleByReferenceAndTheProjectByItsRun() {
    IssueState issue = of(List.of());
    assertThat(issue.assigneePersonId()).isEqualTo("p-acc-1");
    assertThat(issue.projectId()).isEqualTo("10");
  }

  @Test
  void keepsStatusChangesWithTheirMeaning() {
    assertThat(
            of(change(Changelog.Field.STATUS, "1", "Open", "3", "In review")).changelog().status())
        .containsExactly(
            new StatusChange(
                AT, "Open", StatusCategory.TODO, "In review", StatusCategory.IN_PROGRESS));
    assertThat(of(change(Changelog.Field.STATUS, "99", "Gone", null, null)).changelog().status())
        .containsExactly(
            new StatusChange(AT, "Gone", StatusCategory.UNKNOWN, null, StatusCategory.UNKNOWN));
  }

  @Test
  void keepsSprintChangesAsWhatWasAddedAndRemoved() {
    assertThat(of(change(Changelog.Field.SPRINT, "4, 5", "", "5, 6", "")).changelog().sprint())
        .containsExactly(new SprintChange(AT, List.of(4L), List.of(6L)));
    assertThat(of(change(Changelog.Field.SPRINT, "4", "", "4", "")).changelog().sprint()).isEmpty();
    assertThat(of(change(Changelog.Field.SPRINT, null, null, "4, 5", "")).changelog().sprint())
        .containsExactly(new SprintChange(AT, List.of(), List.of(4L, 5L)));
    assertThat(of(change(Changelog.Field.SPRINT, "4", "", null, null)).changelog().sprint())
        .containsExactly(new SprintChange(AT, List.of(4L), List.of()));
  }

  @Test
  void keepsAssigneesAndEstimates() {
    var facts =
        of(
                change(Changelog.Field.ASSIGNEE, null, null, "acc-2", "Bo"),
                change(Changelog.Field.ESTIMATE, null, null, null, "5.0"),
                change(Changelog.Field.ESTIMATE, null, "5", null, "20"),
                change(Changelog.Field.ESTIMATE, null, "20", null, ""))
            .changelog();
    assertThat(facts.assignee()).containsExactly(new AssigneeChange(AT, null, "p-acc-2"));
    assertThat(facts.estimate())
        .containsExactly(
            new EstimateChange(AT, null, BigDecimal.valueOf(5)),
            new EstimateChange(AT, BigDecimal.valueOf(5), BigDecimal.valueOf(20)),
            new EstimateChange(AT, BigDecimal.valueOf(20), null));
  }

  @Test
  void saysWhereThereIsNoHistory() {
    assertThat(of(List.of()).changelog().present()).isFalse();
  }

  @Test
  void aChangedTextChangesTheHash() {
    Instant now = Instant.EPOCH;
    assertThat(ContentHash.of(SampleIssues.state("A-1", now, "x")))
        .isEqualTo(ContentHash.of(SampleIssues.state("A-1", now, "x")))
        .isNotEqualTo(ContentHash.of(SampleIssues.state("A-1", now, "y")));
  }

  @Test
  void rawIssuesComeBackAsTheyWere() {
    byte[] json =
        "{\"id\":\"1\",\"text\":\"%s\"}"
            .formatted("ab".repeat(500))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] raw = RawIssue.compress(json);
    assertThat(raw).hasSizeLessThan(json.length / 5);
    assertThat(RawIssue.decompress(raw, json.length)).isEqualTo(json);
  }
}

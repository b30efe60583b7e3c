package io.issuestream.insights.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.contracts.metrics.Amount;
import io.issuestream.contracts.metrics.Basis;
import io.issuestream.contracts.metrics.Confidence;
import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.contracts.metrics.FlowMetricsUpdated;
import io.issuestream.contracts.metrics.Percentiles;
import io.issuestream.contracts.metrics.PrLinkage;
import io.issuestream.contracts.metrics.PrLinkageUpdated;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.insights.finding.SprintHistory.OpenWork;
import io.issuestream.insights.finding.TeamPicture.AgeingIssue;
import io.issuestream.insights.finding.TeamPicture.CycleWindows;
import io.issuestream.insights.finding.TeamPicture.People;
import io.issuestream.insights.finding.TeamPicture.ProjectWork;
import io.issuestream.insights.finding.TeamPicture.RepositoryWork;
import io.issuestream.insights.linkage.RepositoryActivity;
import io.issuestream.insights.linkage.RepositoryActivity.OpenPullRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RulesTests {

  private static final LocalDate DAY = LocalDate.parse("2026-03-20");
  private static final Rules RULES = new Rules(settings());

  @Test
  void saysNothingOfAnEmptyTeam() {
    assertThat(RULES.findings(new Picture().build())).isEmpty();
  }

  @Test
  void tellsOfASprintThatGrew() {
    Finding finding =
        only(
            new Picture().closed(sprint(42, SprintPhase.CLOSED, 12, 3, 10, 1)),
            InsightKind.SCOPE_CREEP);
    assertThat(finding.id()).isEqualTo("scope_creep:sprint:42");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title()).isEqualTo("Rover sprint 42 grew by 25% after it began");
    assertThat(finding.evidence())
        .extracting("value")
        .contains("12 issues, 24 points", "3 issues, 6 points");
    assertThat(
            only(
                new Picture().active(sprint(42, SprintPhase.ACTIVE, 12, 6, 0, 0)),
                InsightKind.SCOPE_CREEP))
        .extracting(Finding::severity)
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void doesNotGuessWhatWasAddedWithoutAChangelog() {
    SprintMetrics sprint = sprint(42, SprintPhase.CLOSED, 12, 6, 10, 1);
    assertThat(RULES.findings(new Picture().closed(with(sprint, Basis.MEMBERSHIP)).build()))
        .isEmpty();
  }

  @Test
  void tellsOfCarryOverWithTheIssuesThatKeepBeingCarried() {
    Picture picture =
        new Picture()
            .closed(
                sprint(42, SprintPhase.CLOSED, 12, 0, 6, 6),
                sprint(41, SprintPhase.CLOSED, 10, 0, 9, 1));
    picture.project(new ProjectWork("ROVER", 0, List.of(), List.of("ROVER-7"), CycleWindows.NONE));
    Finding finding = only(picture, InsightKind.CARRY_OVER);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.summary())
        .startsWith("6 issues, 12 points of Rover sprint 42 were not done");
    assertThat(finding.evidence())
        .anySatisfy(one -> assertThat(one.references()).containsExactly("ROVER-7"))
        .anySatisfy(one -> assertThat(one.value()).isEqualTo("10% of Rover sprint 41"));
  }

  @Test
  void looksAtTheLastClosedSprintOnly() {
    assertThat(
            RULES.findings(
                new Picture()
                    .closed(
                        sprint(42, SprintPhase.CLOSED, 12, 0, 12, 0),
                        sprint(41, SprintPhase.CLOSED, 12, 0, 2, 10))
                    .build()))
        .isEmpty();
  }

  @Test
  void tellsOfARunningSprintThatTookOnTooMuch() {
    SprintMetrics usual = sprint(41, SprintPhase.CLOSED, 10, 0, 10, 0);
    Picture picture =
        new Picture()
            .active(sprint(44, SprintPhase.ACTIVE, 20, 0, 1, 0))
            .closed(usual, usual, usual);
    Finding finding = only(picture, InsightKind.OVER_COMMITMENT);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.summary()).contains("20 issues, 40 points").contains("20 points on average");
    assertThat(
            RULES.findings(
                new Picture()
                    .active(sprint(44, SprintPhase.ACTIVE, 20, 0, 1, 0))
                    .closed(usual)
                    .build()))
        .as("too few sprints to compare with")
        .isEmpty();
  }

  @Test
  void tellsOfUnestimatedWorkInARunningSprint() {
    Picture picture = new Picture().active(sprint(44, SprintPhase.ACTIVE, 10, 0, 0, 0));
    picture.open(new OpenWork(44, 8, 4, List.of("ROVER-1", "ROVER-2", "ROVER-3", "ROVER-4")));
    Finding finding = only(picture, InsightKind.UNESTIMATED_WORK);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.title())
        .isEqualTo("50% of the unfinished issues in Rover sprint 44 have no estimate");
    assertThat(finding.evidence().getFirst().references()).contains("ROVER-4");
  }

  @Test
  void tellsATeamThatEstimatesNothingOnlyAsInformation() {
    SprintMetrics sprint = without(sprint(42, SprintPhase.CLOSED, 10, 0, 10, 0));
    assertThat(only(new Picture().closed(sprint), InsightKind.UNESTIMATED_WORK).severity())
        .isEqualTo(Severity.INFO);
  }

  @Test
  void tellsOfWorkThatAges() {
    var picture = new Picture();
    picture.project(
        new ProjectWork(
            "ROVER",
            60,
            List.of(
                new AgeingIssue("ROVER-1", Instant.parse("2026-01-01T12:00:00Z"), false),
                new AgeingIssue("ROVER-2", Instant.parse("2026-02-01T00:00:00Z"), true)),
            List.of(),
            CycleWindows.NONE));
    Finding finding = only(picture, InsightKind.AGEING_WORK);
    assertThat(finding.id()).isEqualTo("ageing_work:project:ROVER");
    assertThat(finding.title()).isEqualTo("60 issues of ROVER in progress for more than 14 days");
    assertThat(finding.summary())
        .contains("ROVER-1")
        .contains("at least 77 days")
        .contains("no history");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void worksWithPullRequestsAlone() {
    var picture = new Picture();
    picture.issuesKnown = false;
    picture.repository(
        linkage(10, 0, 0),
        new RepositoryActivity(
            "o/r",
            Instant.parse("2026-03-19T00:00:00Z"),
            10,
            10,
            List.of("o/r#9"),
            1,
            List.of(new OpenPullRequest("o/r#3", Instant.parse("2026-03-01T00:00:00Z"))),
            List.of(),
            median(10, "60"),
            median(30, "20")));
    List<Finding> findings = RULES.findings(picture.build());
    assertThat(findings)
        .extracting(Finding::id)
        .containsExactly(
            "cycle_time_regression:repository:o/r",
            "ageing_work:repository:o/r",
            "coverage_gap:team",
            "unlinked_work:repository:o/r");
    assertThat(findings.getLast().severity()).isEqualTo(Severity.INFO);
    assertThat(findings.getLast().suggestion()).contains("Connect Jira");
  }

  @Test
  void tellsOfUnlinkedWorkAndUnknownKeys() {
    var picture = new Picture();
    picture.repository(linkage(100, 60, 8), activity(20, 9));
    List<Finding> findings = RULES.findings(picture.build());
    assertThat(findings)
        .extracting(Finding::id)
        .containsExactly("coverage_gap:repository:o/r", "unlinked_work:repository:o/r");
    assertThat(findings.getLast().title())
        .isEqualTo("45% of the recent pull requests of o/r name no known issue");
    assertThat(findings.getLast().evidence()).extracting("value").contains("60%");
  }

  @Test
  void tellsOfPeopleWithoutAMember() {
    var picture = new Picture();
    picture.people = new People(6, 3, 1, 2, List.of("ROVER-1", "ROVER-2"));
    Finding finding = only(picture, InsightKind.UNMATCHED_PEOPLE);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.title()).isEqualTo("4 of 10 Jira accounts belong to no known team member");
    picture.people = new People(100, 3, 1, 0, List.of());
    assertThat(RULES.findings(picture.build())).isEmpty();
  }

  @Test
  void tellsOfMissingHistory() {
    FlowMetrics sample = Samples.read(FlowMetricsUpdated.class).metrics();
    var picture = new Picture();
    picture.flow(with(sample, new Confidence(Basis.MIXED, 100, 0, 10, 5)));
    assertThat(only(picture, InsightKind.COVERAGE_GAP).title())
        .isEqualTo("The history of 15% of ROVER is missing or cut");
  }

  @Test
  void tellsThatIssuesTakeLonger() {
    var picture = new Picture();
    picture.project(
        new ProjectWork(
            "ROVER",
            0,
            List.of(),
            List.of(),
            new CycleWindows(median(8, "96"), median(20, "48.04"))));
    Finding finding = only(picture, InsightKind.CYCLE_TIME_REGRESSION);
    assertThat(finding.title()).isEqualTo("Issues of ROVER take 2 times as long as before");
    assertThat(finding.summary()).contains("more than 4 days").contains("it was 48 hours");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void keepsTheMostSevereOfTooMany() {
    Rules few = new Rules(settings("issuestream.insights.max-per-team", "1"));
    var picture = new Picture().closed(sprint(42, SprintPhase.CLOSED, 12, 4, 2, 10));
    assertThat(few.findings(picture.build()))
        .extracting(Finding::id)
        .containsExactly("carry_over:sprint:42");
  }

  private static Finding only(Picture picture, InsightKind kind) {
    List<Finding> findings = RULES.findings(picture.build());
    assertThat(findings).extracting(Finding::kind).containsExactly(kind);
    return findings.getFirst();
  }

  private static InsightSettings settings(String... more) {
    var values = new java.util.HashMap<String, String>();
    values.put("issuestream.insights.unlinked-work.at-least", "5");
    values.put("issuestream.insights.cycle-time-regression.warning", "1.5");
    values.put("issuestream.insights.cycle-time-regression.critical", "2.5");
    for (int i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("issuestream.insights", Bindable.of(InsightSettings.class));
  }

  private static SprintMetrics sprint(
      long id, SprintPhase state, long committed, long added, long completed, long carriedOver) {
    SprintMetrics s = Samples.read(SprintMetricsUpdated.class).metrics();
    return new SprintMetrics(
        id,
        s.boardId(),
        s.projectKey(),
        "Rover sprint " + id,
        state,
        s.startDate(),
        s.endDate(),
        s.completeDate(),
        s.asOf(),
        1,
        amount(committed),
        amount(added),
        amount(0),
        Amount.ZERO,
        amount(completed),
        amount(completed),
        amount(0),
        amount(carriedOver),
        null,
        null,
        List.of(),
        new Confidence(Basis.CHANGELOG, committed, 0, 0, 0));
  }

  private static SprintMetrics with(SprintMetrics s, Basis basis) {
    return copy(
        s, s.committed(), s.completed(), new Confidence(basis, s.confidence().issues(), 0, 0, 0));
  }

  private static SprintMetrics without(SprintMetrics s) {
    return copy(
        s,
        new Amount(s.committed().issues(), BigDecimal.ZERO),
        new Amount(s.completed().issues(), BigDecimal.ZERO),
        new Confidence(Basis.CHANGELOG, 10, 10, 0, 0));
  }

  private static SprintMetrics copy(
      SprintMetrics s, Amount committed, Amount completed, Confidence confidence) {
    return new SprintMetrics(
        s.sprintId(),
        s.boardId(),
        s.projectKey(),
        s.name(),
        s.state(),
        s.startDate(),
        s.endDate(),
        s.completeDate(),
        s.asOf(),
        1,
        committed,
        s.added(),
        s.removed(),
        s.reestimated(),
        completed,
        completed,
        s.completedOutside(),
        s.carriedOver(),
        null,
        null,
        List.of(),
        confidence);
  }

  private static FlowMetrics with(FlowMetrics f, Confidence confidence) {
    return new FlowMetrics(
        f.projectKey(),
        f.asOf(),
        1,
        f.issues(),
        f.resolved(),
        f.leadTime(),
        f.cycleTime(),
        f.throughput(),
        f.wip(),
        f.wipAgeHours(),
        confidence);
  }

  private static PrLinkage linkage(long pullRequests, long linked, long unknown) {
    PrLinkage l = Samples.read(PrLinkageUpdated.class).metrics();
    return new PrLinkage(
        "o/r",
        l.asOf(),
        1,
        pullRequests,
        linked,
        BigDecimal.valueOf((double) linked / pullRequests),
        l.bySource(),
        unknown,
        l.linked(),
        l.unlinked(),
        linked,
        null,
        0);
  }

  private static RepositoryActivity activity(long recent, long unlinked) {
    List<String> ids =
        IntStream.range(0, (int) unlinked).mapToObj(number -> "o/r#" + (number + 1)).toList();
    return new RepositoryActivity(
        "o/r",
        Instant.parse("2026-03-19T00:00:00Z"),
        recent,
        unlinked,
        ids,
        0,
        List.of(),
        List.of("ROVER-999"),
        Percentiles.NONE,
        Percentiles.NONE);
  }

  private static Percentiles median(long count, String hours) {
    return new Percentiles(count, new BigDecimal(hours), null, null);
  }

  private static Amount amount(long issues) {
    return new Amount(issues, BigDecimal.valueOf(issues * 2));
  }

  /** Builds what the rules look at. */
  private static final class Picture {

    private boolean issuesKnown = true;
    private List<ProjectWork> projects = List.of();
    private List<SprintMetrics> active = List.of();
    private List<SprintMetrics> closed = List.of();
    private List<OpenWork> open = List.of();
    private List<FlowMetrics> flows = List.of();
    private @Nullable RepositoryWork repository;
    private People people = People.NONE;

    Picture active(SprintMetrics... sprints) {
      active = List.of(sprints);
      return this;
    }

    Picture closed(SprintMetrics... sprints) {
      closed = List.of(sprints);
      return this;
    }

    void open(OpenWork... work) {
      open = List.of(work);
    }

    void project(ProjectWork... work) {
      projects = List.of(work);
    }

    void flow(FlowMetrics... metrics) {
      flows = List.of(metrics);
    }

    void repository(PrLinkage linkage, RepositoryActivity activity) {
      repository = new RepositoryWork(linkage, activity);
    }

    TeamPicture build() {
      return new TeamPicture(
          DAY,
          issuesKnown,
          projects,
          List.of(new SprintHistory("ROVER", active, closed, open)),
          flows,
          repository == null ? List.of() : List.of(repository),
          people);
    }
  }
}

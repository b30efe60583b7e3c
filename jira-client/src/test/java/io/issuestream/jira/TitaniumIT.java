package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.SandboxOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All 29,057 real issues, read from a Data Center that holds them, against a plain count of the
 * files; each irregularity of theirs by itself.
 */
class TitaniumIT {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Map<Long, PlainIssue> TRUTH = new ConcurrentSkipListMap<>();
  private static final Map<Long, Seen> SEEN = new ConcurrentSkipListMap<>();

  /** An issue as read, and what its document says besides. */
  private record Seen(JiraIssue issue, PlainIssue document) {}

  @BeforeAll
  static void readEverything() {
    for (String project : List.of("ALOY", "DAEMON", "MOD", "AC", "TIMOB")) {
      Fixtures.lines("titanium/issues-" + project + ".jsonl.gz").parallelStream()
          .map(line -> PlainIssue.of(Json.tree(line)))
          .forEach(issue -> TRUTH.put(issue.id(), issue));
    }
    JiraClients clients = new JiraClients(WebClient.builder(), new SimpleMeterRegistry());
    try (JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults())) {
      sandbox.load(Fixtures.path("titanium"), List.of());
      Jira jira =
          clients.open(
              "titanium",
              new JiraSite(JiraKind.DATA_CENTER, URI.create(sandbox.dataCenterUrl())),
              new JiraCredentials.PersonalAccessToken(JiraSandbox.PERSONAL_ACCESS_TOKEN),
              JiraLimits.defaults().withRequestsPerSecond(100_000));
      IssueReader reader = new IssueReader(Objects.requireNonNull(jira.fields().block(LIMIT)));
      pages(jira).timeout(LIMIT).toIterable(1).forEach(page -> keep(page, reader));
    } finally {
      clients.close();
    }
  }

  private static Flux<IssuePage> pages(Jira jira) {
    return after(jira, 0)
        .expand(page ->
            page.next() == null
                ? Mono.empty()
                : after(jira, page.issues().getLast().idHint().orElseThrow()));
  }

  private static Mono<IssuePage> after(Jira jira, long id) {
    String jql = Jql.ordered(Jql.idAfter(id), Jql.orderById());
    return jira.search(new IssueSearch(jql, List.of("*all"), true, 1000, null));
  }

  private static void keep(IssuePage page, IssueReader reader) {
    page.issues().parallelStream().forEach(document -> keep(document, reader));
  }

  private static void keep(IssueDocument document, IssueReader reader) {
    try {
      JiraIssue issue = reader.read(document);
      SEEN.put(issue.id(), new Seen(issue, PlainIssue.of(Json.tree(document.json()))));
    } catch (UnreadableIssue unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Those of which something is true; the test's own word for how many there are. */
  private static Set<Long> of(Predicate<PlainIssue> what, int count) {
    Set<Long> ids =
        TRUTH.values().stream()
            .filter(what)
            .map(PlainIssue::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ids).hasSize(count);
    return ids;
  }

  private static Set<Long> seen(Predicate<Seen> what) {
    return SEEN.entrySet().stream()
        .filter(entry -> what.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void readsEveryIssue() {
    assertThat(SEEN.keySet()).hasSize(29_057).isEqualTo(TRUTH.keySet());
    TRUTH.forEach((id, plain) -> assertThat(SEEN.get(id).issue().key()).isEqualTo(plain.key()));
  }

  @Test
  void readsIssuesOfAProjectWithoutPriorityAndFixVersions() {
    Set<Long> without = of(issue -> !issue.has("priority") && !issue.has("fixVersions"), 4_503);
    assertThat(
            seen(each -> !each.document().has("priority") && !each.document().has("fixVersions")))
        .isEqualTo(without);
    assertThat(without).allMatch(id -> SEEN.get(id).issue().priority() == null);
    assertThat(without).allMatch(id -> SEEN.get(id).issue().project().key().equals("AC"));
  }

  @Test
  void tellsAPriorityThatIsNullFromOneThatIsThere() {
    Set<Long> empty = of(issue -> issue.has("priority") && issue.priority() == null, 521);
    assertThat(seen(each -> each.document().has("priority") && each.issue().priority() == null))
        .isEqualTo(empty);
    TRUTH.forEach(
        (id, plain) -> assertThat(SEEN.get(id).issue().priority()).isEqualTo(plain.priority()));
  }

  @Test
  void readsIssuesWithoutADescription() {
    assertThat(seen(each -> !each.document().has("description")))
        .isEqualTo(of(issue -> !issue.has("description"), 712));
  }

  @Test
  void leavesAMissingSummaryNull() {
    assertThat(seen(each -> each.issue().summary() == null))
        .isEqualTo(of(issue -> issue.summary() == null, 2));
  }

  @Test
  void leavesAMissingCreatorAndReporterNull() {
    assertThat(seen(each -> each.issue().creator() == null))
        .isEqualTo(of(issue -> issue.creator() == null, 1));
    assertThat(seen(each -> each.issue().reporter() == null))
        .isEqualTo(of(issue -> issue.reporter() == null, 1));
  }

  @Test
  void readsTheSprintsWhateverTheirOrder() {
    assertThat(of(PlainIssue::closedSprintsOutOfOrder, 591)).isNotEmpty();
    assertThat(of(issue -> !issue.sprints().isEmpty(), 5_717)).isNotEmpty();
    assertThat(of(issue -> issue.sprints().size() > 1, 1_146)).isNotEmpty();
    TRUTH.forEach((id, plain) -> {
      List<JiraSprint> sprints = SEEN.get(id).issue().sprints();
      assertThat(sprints)
          .as(plain.key())
          .extracting(JiraSprint::id)
          .containsExactlyInAnyOrderElementsOf(plain.sprints());
    });
    assertThat(
            SEEN.values().stream()
                .flatMap(each -> each.issue().sprints().stream())
                .map(JiraSprint::id)
                .distinct())
        .hasSize(377);
  }

  @Test
  void keepsDoneIssuesInTheirOpenSprint() {
    assertThat(
            seen(each ->
                each.issue().status().category() == JiraIssue.Category.DONE && hasOpen(each)))
        .isEqualTo(of(issue -> issue.done() && issue.openSprint() != null, 14));
  }

  @Test
  void keepsBothSprintsOfAnIssueInAClosedAndAnOpenOne() {
    Set<Long> both = of(issue -> issue.openSprint() != null && !issue.closedSprints().isEmpty(), 2);
    assertThat(
            seen(each ->
                hasOpen(each)
                    && each.issue().sprints().stream()
                        .anyMatch(sprint -> sprint.state() == JiraSprint.State.CLOSED)))
        .isEqualTo(both);
  }

  private static boolean hasOpen(Seen each) {
    return each.issue().sprints().stream()
        .anyMatch(sprint -> sprint.state() != JiraSprint.State.CLOSED);
  }

  @Test
  void knowsAssigneesByTheirKeyThoughTheirNameDiffers() {
    assertThat(
            of(
                issue ->
                    issue.assigneeKey() != null
                        && !issue.assigneeKey().equals(issue.assigneeName()),
                1_561))
        .isNotEmpty();
    TRUTH.forEach((id, plain) -> assertThat(assignee(id)).isEqualTo(plain.assigneeKey()));
  }

  @Test
  void takesAnEmailAddressForAnAssigneesNameLikeAnyOther() {
    Set<Long> addressed =
        of(issue -> issue.assigneeName() != null && issue.assigneeName().contains("@"), 100);
    assertThat(addressed).allMatch(id -> Objects.equals(assignee(id), TRUTH.get(id).assigneeKey()));
  }

  private static @Nullable String assignee(long id) {
    JiraUser assignee = SEEN.get(id).issue().assignee();
    return assignee == null ? null : assignee.accountKey();
  }

  @Test
  void knowsInactiveAssignees() {
    assertThat(seen(each -> each.issue().assignee() != null && !each.issue().assignee().active()))
        .isEqualTo(of(issue -> issue.assigneeKey() != null && !issue.assigneeActive(), 5_538));
  }

  @Test
  void leavesTheResolutionNullOfDoneIssuesThatHaveNone() {
    assertThat(
            seen(each ->
                each.issue().status().category() == JiraIssue.Category.DONE
                    && each.issue().resolution() == null))
        .isEqualTo(of(issue -> issue.done() && issue.resolution() == null, 61));
  }

  @Test
  void readsIssuesWhoseCommentsAreMoreThanTheListGiven() {
    assertThat(seen(each -> each.document().commentTotal() > each.document().commentsGiven()))
        .isEqualTo(of(issue -> issue.commentTotal() > issue.commentsGiven(), 16_365));
  }

  @Test
  void findsNeitherChangelogsNorEstimatesWhereThereAreNone() {
    assertThat(seen(each -> each.issue().changelog().present())).isEmpty();
    assertThat(seen(each -> each.issue().storyPoints() != null)).isEmpty();
  }
}

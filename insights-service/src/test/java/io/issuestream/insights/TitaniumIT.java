package io.issuestream.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.contracts.issue.StatusCategory;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.replay.ReplayRun;
import io.issuestream.tenancy.TeamScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real pull requests against real issues; what should be linked is counted here in another way. */
class TitaniumIT extends InsightsTestBase {

  private static final String TEAM = "titanium";
  private static final List<String> PROJECTS = List.of("ALOY", "DAEMON", "MOD");
  private static final DateTimeFormatter JIRA_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TestStack STACK = TestStack.create("titanium");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @Autowired private DatabaseClient database;
  @TempDir private Path directory;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  void holdsAllPullRequestsAndLinksThoseThatNameAKnownIssue() {
    Path folder =
        Path.of(System.getProperty("issuestream.root", "."), "../shared/fixtures/titanium");
    assumeTrue(Files.isDirectory(folder), "the fixtures are not beside the project");
    List<JsonNode> issues =
        PROJECTS.stream()
            .flatMap(project -> lines(folder.resolve("issues-" + project + ".jsonl.gz")).stream())
            .toList();
    List<JsonNode> pullRequests = lines(folder.resolve("pull-requests-alloy.jsonl.gz"));
    Set<String> known =
        issues.stream().map(issue -> issue.get("key").asString()).collect(Collectors.toSet());
    Map<String, Set<String>> expected = new HashMap<>();
    List<PullRequestUpserted> events = events(pullRequests, known, expected);

    // Half of the pull requests first: links have to appear whichever comes later.
    TOPICS.send(events.subList(0, 400).toArray(Event[]::new));
    TOPICS.send(issues.stream().map(TitaniumIT::issue).toArray(Event[]::new));
    TOPICS.send(events.subList(400, events.size()).toArray(Event[]::new));
    awaitCaughtUp(TEAM, 2183, 772, Duration.ofMinutes(3));

    Map<String, Set<String>> found = new HashMap<>();
    for (Map<String, Object> one : allItems(TEAM, "/api/v1/pull-requests?limit=200")) {
      Set<String> keys = new TreeSet<>();
      list(one.get("issues")).forEach(issue -> keys.add(String.valueOf(issue.get("key"))));
      found.put(String.valueOf(one.get("id")), keys);
    }
    assertThat(found).hasSize(772).isEqualTo(expected);
    assertThat(known)
        .containsAll(found.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    int linked = (int) expected.values().stream().filter(keys -> !keys.isEmpty()).count();
    assertThat(linked).isGreaterThan(550);
    assertThat(body(TEAM, "/api/v1/insights/status")).containsEntry("linked", linked);
    Map<String, Object> figures =
        items(TEAM, "/api/v1/pr-linkage?repository={name}", "tidev/alloy").getFirst();
    assertThat(figures)
        .containsEntry(
            "issues",
            (int)
                expected.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("tidev/alloy#"))
                    .flatMap(entry -> entry.getValue().stream())
                    .distinct()
                    .count());
    assertThat(items(TEAM, "/api/v1/insights"))
        .extracting(one -> one.get("kind"))
        .contains("unlinked_work");
  }

  @Test
  @Tag("proof")
  void rebuildsAllProjectsAndFindsTheOneRowThatIsWrong() {
    String team = "rebuilt";
    Path folder =
        Path.of(System.getProperty("issuestream.root", "."), "../shared/fixtures/titanium");
    assumeTrue(Files.isDirectory(folder), "the fixtures are not beside the project");
    List<JsonNode> issues =
        Stream.of("ALOY", "DAEMON", "MOD", "AC", "TIMOB")
            .flatMap(project -> lines(folder.resolve("issues-" + project + ".jsonl.gz")).stream())
            .toList();
    TOPICS.send(
        issues.stream()
            .map(node -> new IssueUpserted(team, 1, issue(node).issue()))
            .toArray(Event[]::new));
    TOPICS.send(
        events(lines(folder.resolve("pull-requests-alloy.jsonl.gz")), Set.of(), new HashMap<>())
            .stream()
            .map(event -> new PullRequestUpserted(team, 1, event.pullRequest()))
            .toArray(Event[]::new));
    awaitCaughtUp(team, issues.size(), 772, Duration.ofMinutes(5));

    ReplayRun same = ReplayRun.of(InsightsApplication.class, STACK, "--shadow", "--team=" + team);
    assertThat(same.err()).isEmpty();
    assertThat(same.out()).contains("Live and rebuilt are the same.");
    assertThat(same.code()).isZero();

    Long rows =
        database
            .sql(
                "update pull_request set number = 4711 where team_id = $1 and pull_request_id ="
                    + " 'tidev/alloy#1'")
            .bind(0, team)
            .fetch()
            .rowsUpdated()
            .contextWrite(TeamScope.of(team))
            .block(BOUND);
    assertThat(rows).isEqualTo(1);
    Path file = directory.resolve("differences.json");
    ReplayRun found =
        ReplayRun.of(
            InsightsApplication.class, STACK, "--shadow", "--team=" + team, "--json=" + file);
    assertThat(found.code()).isEqualTo(1);
    assertThat(ReplayRun.differences(file))
        .containsExactly("pull_request {\"pull_request_id\":\"tidev/alloy#1\"} number live 4711");

    long begin = System.nanoTime();
    int records = TOPICS.all(IssueUpserted.class).size();
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "insights, %d issues and 772 pull requests: %sA bare consumer that reads the events: %d of"
            + " jira.issues in %.1f s, %.0f a second.%n",
        issues.size(), same.out(), records, seconds, records / seconds);
  }

  /**
   * The data has three pull requests of forks that bear a number of the repository's own; they are
   * told apart here.
   */
  private static List<PullRequestUpserted> events(
      List<JsonNode> lines, Set<String> known, Map<String, Set<String>> expected) {
    var events = new ArrayList<PullRequestUpserted>();
    var seen = new HashSet<Integer>();
    for (JsonNode line : lines) {
      int number = line.get("number").asInt();
      String repository =
          seen.add(number) ? line.get("repo").asString() : "fork-" + events.size() + "/alloy";
      events.add(pullRequest(line, repository, number));
      expected.put(repository + "#" + number, keysIn(line, known));
    }
    return events;
  }

  private static Set<String> keysIn(JsonNode line, Set<String> known) {
    Set<String> keys = new TreeSet<>();
    Pattern prose = Pattern.compile("(?<![A-Za-z0-9])(ALOY|DAEMON|MOD)-(\\d+)");
    Pattern branch = Pattern.compile(prose.pattern(), Pattern.CASE_INSENSITIVE);
    collect(prose, line.path("title").asString(""), known, keys);
    collect(prose, line.path("message").asString(""), known, keys);
    collect(branch, line.path("head_ref").asString(""), known, keys);
    line.path("commits")
        .forEach(commit -> collect(prose, commit.path("subject").asString(""), known, keys));
    return keys;
  }

  private static void collect(Pattern pattern, String text, Set<String> known, Set<String> keys) {
    var matcher = pattern.matcher(text);
    while (matcher.find()) {
      String key = matcher.group().toUpperCase(java.util.Locale.ROOT);
      if (known.contains(key)) {
        keys.add(key);
      }
    }
  }

  private static PullRequestUpserted pullRequest(JsonNode line, String repository, int number) {
    Instant merged = OffsetDateTime.parse(line.get("merged_at").asString()).toInstant();
    var commits = new ArrayList<PullRequestCommit>();
    line.path("commits")
        .forEach(commit ->
            commits.add(
                new PullRequestCommit(
                    commit.get("sha").asString(), commit.path("subject").asString(""), null)));
    Instant created =
        commits.isEmpty()
            ? merged
            : OffsetDateTime.parse(line.get("commits").get(0).get("date").asString()).toInstant();
    return new PullRequestUpserted(
        TEAM,
        1,
        Facts.pullRequest(
            repository,
            number,
            text(line, "title"),
            text(line, "head_ref"),
            text(line, "message"),
            created,
            merged,
            commits));
  }

  private static IssueUpserted issue(JsonNode line) {
    JsonNode fields = line.get("fields");
    StatusCategory category =
        switch (fields.get("status").get("statusCategory").get("key").asString()) {
          case "done" -> StatusCategory.DONE;
          case "indeterminate" -> StatusCategory.IN_PROGRESS;
          case "new" -> StatusCategory.TODO;
          default -> StatusCategory.UNKNOWN;
        };
    String resolved = text(fields, "resolutiondate");
    return new IssueUpserted(
        TEAM,
        1,
        Facts.issue(
            line.get("id").asLong(),
            line.get("key").asString(),
            category,
            time(Objects.requireNonNull(text(fields, "created"))),
            resolved == null ? null : time(resolved),
            List.of()));
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text, JIRA_TIME).toInstant();
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.path(name).isString() ? node.get(name).asString() : null;
  }

  private static List<JsonNode> lines(Path file) {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(JSON::readTree).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package io.issuestream.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.issue.IssueEvent;
import io.issuestream.contracts.issue.Visibility;
import io.issuestream.sandbox.IssueState;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the worker holds and has published of a team's issues, to be compared with the truth. */
public final class StoredCopy {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final SyncScene scene;
  private final String team;
  private final Map<Long, Integer> latest = new HashMap<>();
  private final Map<Long, Integer> missed = new HashMap<>();
  private final Set<Long> deleted = new HashSet<>();
  private int looked;
  private int syncs;
  private int compared;

  public StoredCopy(SyncScene scene, String team) {
    this.scene = scene;
    this.team = team;
  }

  private record Row(
      String project,
      String key,
      String updated,
      String summary,
      boolean deleted,
      boolean hidden,
      String rest) {}

  /** Waits until so many runs have ended and none goes on. */
  public void awaitRuns(long ended) {
    awaitRuns(ended, LIMIT);
  }

  /** The same within this time. */
  public void awaitRuns(long ended, Duration limit) {
    await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        // The worker may still be making its tables.
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(() ->
            runs("finished_at is not null") >= ended
                && runs("finished_at is null") == 0
                && number("select count(*) from outbox_mark") == 0);
  }

  /** How many runs go on. */
  public long unfinishedRuns() {
    return runs("finished_at is null");
  }

  /** Has every project synced, while something happens. */
  public void sync(int projects, Runnable meanwhile) {
    sync(null, projects, meanwhile);
  }

  /** Has one project synced. */
  public void sync(String project) {
    sync(project, 1, () -> {});
  }

  private void sync(@Nullable String project, int runs, Runnable meanwhile) {
    long before = runs("finished_at is not null");
    scene.request(team, project);
    meanwhile.run();
    awaitRuns(before + runs);
    syncs++;
  }

  /** No issue was published in an earlier state than before, and none is deleted too soon. */
  public void checkNothingWentBack(RandomLife life, String when) {
    Set<Long> alive = life.alive();
    Set<Long> visible = life.visible();
    List<IssueEvent> events = scene.issueEvents(team);
    for (IssueEvent event : events.subList(looked, events.size())) {
      long id = event.issue().id();
      int number = state(event);
      assertThat(number)
          .as("issue %d at revision %d went back, %s", id, event.revision(), when)
          .isGreaterThanOrEqualTo(latest.getOrDefault(id, 0));
      latest.put(id, number);
    }
    looked = events.size();
    rows()
        .forEach((id, row) -> {
          int absent = visible.contains(id) ? 0 : missed.merge(id, 1, Integer::sum);
          if (absent == 0) {
            missed.remove(id);
          }
          // One that was shown for a moment may not have been read since: it stays deleted.
          if (row.deleted() && deleted.add(id) && alive.contains(id) && absent == 1) {
            throw new AssertionError(
                "Issue %d counts as deleted although it was missed once only, %s"
                    .formatted(id, when));
          }
          if (!row.deleted()) {
            deleted.remove(id);
          }
        });
  }

  /** Summaries are numbered by {@link RandomLife}; before its first change an issue has another. */
  private static int state(IssueEvent event) {
    String summary = String.valueOf(event.issue().summary());
    return summary.startsWith("state ")
        ? Integer.parseInt(summary.substring("state ".length()))
        : 0;
  }

  /** The store, and the last record of each issue, are what is true. */
  public void checkEquals(RandomLife life, String when) {
    Map<Long, Row> held = rows();
    Map<Long, Row> published = published();
    for (String project : life.projects()) {
      Map<Long, String> truth = new TreeMap<>();
      if (!life.hiddenProjects().contains(project)) {
        life.truth(project).forEach(issue -> truth.put(issue.id(), told(issue)));
      }
      assertThat(seen(held, project)).as("held of %s, %s", project, when).isEqualTo(truth);
      assertThat(seen(published, project))
          .as("published of %s, %s", project, when)
          .isEqualTo(truth);
      compared += truth.size();
    }
    // What was hidden in a tracked project and moved on to another is not looked for there.
    Set<Long> shown = life.shown();
    assertThat(held.entrySet())
        .as("deleted although shown, %s", when)
        .noneMatch(one -> one.getValue().deleted() && shown.contains(one.getKey()));
    Set<Long> visible = life.visible();
    held.forEach((id, row) -> {
      missed.merge(id, visible.contains(id) ? 0 : 2, Math::max);
      if (row.deleted()) {
        deleted.add(id);
      }
    });
  }

  private static Map<Long, String> seen(Map<Long, Row> rows, String project) {
    Map<Long, String> seen = new TreeMap<>();
    rows.forEach((id, row) -> {
      if (row.project().equals(project) && !row.deleted() && !row.hidden()) {
        seen.put(id, String.join(" | ", row.key(), row.updated(), row.summary(), row.rest()));
      }
    });
    return seen;
  }

  private static String told(IssueState issue) {
    return String.join(
        " | ",
        issue.key(),
        issue.updated().toString(),
        String.valueOf(issue.summary()),
        rest(
            String.valueOf(issue.statusId()),
            issue.storyPoints() == null
                ? ""
                : issue.storyPoints().stripTrailingZeros().toPlainString(),
            issue.sprintIds().stream().sorted().toList().toString(),
            new HashSet<>(issue.formerKeys())));
  }

  private static String rest(String status, String points, String sprints, Set<String> former) {
    return String.join(" ", status, points, sprints, former.stream().sorted().toList().toString());
  }

  private Map<Long, Row> published() {
    Map<Long, Row> rows = new HashMap<>();
    scene
        .issues(team)
        .forEach((id, issue) ->
            rows.put(
                id,
                new Row(
                    issue.projectKey(),
                    issue.key(),
                    issue.updated().toString(),
                    String.valueOf(issue.summary()),
                    issue.deleted(),
                    issue.visibility() == Visibility.HIDDEN,
                    rest(
                        issue.status().id(),
                        issue.storyPoints() == null
                            ? ""
                            : issue.storyPoints().stripTrailingZeros().toPlainString(),
                        issue.sprintIds().toString(),
                        new HashSet<>(issue.formerKeys())))));
    return rows;
  }

  private Map<Long, Row> rows() {
    Map<Long, Row> rows = new HashMap<>();
    query(
        """
        select jira_id, project_key, issue_key, updated_at, summary, deleted, visibility = 'hidden',
               status_id, story_points, sprint_ids, former_keys
        from issue where team_id = '%s'
        """
            .formatted(team),
        row -> {
          var points = row.getBigDecimal(9);
          rows.put(
              row.getLong(1),
              new Row(
                  row.getString(2),
                  row.getString(3),
                  row.getTimestamp(4).toInstant().toString(),
                  String.valueOf(row.getString(5)),
                  row.getBoolean(6),
                  row.getBoolean(7),
                  rest(
                      row.getString(8),
                      points == null ? "" : points.stripTrailingZeros().toPlainString(),
                      java.util.Arrays.asList((Object[]) row.getArray(10).getArray()).toString(),
                      Set.of((String[]) row.getArray(11).getArray()))));
        });
    return rows;
  }

  private interface Read {
    void of(ResultSet row) throws SQLException;
  }

  private long runs(String like) {
    return number(
        "select count(*) from sync_run where team_id = '%s' and %s".formatted(team, like));
  }

  private long number(String sql) {
    long[] found = new long[1];
    query(sql, row -> found[0] = row.getLong(1));
    return found[0];
  }

  private void query(String sql, Read read) {
    var database = scene.stack().database();
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        read.of(rows);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public String told() {
    return syncs + " syncs, " + compared + " issues compared";
  }
}

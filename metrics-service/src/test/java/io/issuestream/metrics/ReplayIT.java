package io.issuestream.metrics;

import static io.issuestream.contracts.issue.StatusCategory.DONE;
import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.match.MatchEvidence;
import io.issuestream.contracts.match.MatchOutcome;
import io.issuestream.contracts.match.UserMatchState;
import io.issuestream.contracts.match.UserMatched;
import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.messaging.replay.ReplayRun;
import io.issuestream.tenancy.TeamScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rebuilding the projection from the topics, while its team's issues go on changing. */
class ReplayIT extends RunningMetricsService {

  private static final String TEAM = "replayed";

  @TempDir private Path directory;

  @Test
  void findsWhatIsWrongUnderTrafficAndPutsItRight() {
    givenAPast();
    List<SprintMetricsUpdated> before = published(TEAM, 7);
    try (var traffic = new Traffic()) {
      ReplayRun same =
          ReplayRun.of(MetricsApplication.class, stack(), "--shadow", "--team=" + TEAM);
      assertThat(same.err()).isEmpty();
      assertThat(same.out()).contains("Live and rebuilt are the same.");
      assertThat(same.code()).isZero();
      assertThat(traffic.count()).as("issues changed meanwhile").isPositive();
    }
    assertThat(published(TEAM, 7)).as("a shadow publishes nothing").isEqualTo(before);
    assertThat(shadows()).as("and leaves nothing").isZero();

    plantOneOfEachKind();
    Path file = directory.resolve("differences.json");
    try (var traffic = new Traffic()) {
      ReplayRun ended =
          ReplayRun.of(
              MetricsApplication.class, stack(), "--swap", "--team=" + TEAM, "--json=" + file);
      assertThat(ended.err()).isEmpty();
      assertThat(ReplayRun.differences(file))
          .containsExactlyInAnyOrder(
              "issue_fact {\"issue_id\":1} points live 99",
              "issue_fact {\"issue_id\":666} (row) live only",
              "sprint_issue {\"issue_id\":2,\"sprint_id\":8} (row) live only",
              "person_match {\"person_id\":\"p-ann\"} member_id live m-wrong",
              "sprint_metrics {\"sprint_id\":7} state live future",
              "sprint_metrics {\"sprint_id\":4711} (row) live only",
              "flow_metrics {\"project_key\":\"ROVER\"} definition_version live 77",
              "outbox_state {\"topic\":\"metrics.sprints\",\"message_key\":\"replayed/8\"}"
                  + " data.metrics.name live Wrong");
      assertThat(ended.out())
          .contains("8 rows differ.", "Swapped: ")
          .endsWith("Live and rebuilt are the same.\n");
      assertThat(ended.code()).isZero();
      assertThat(traffic.count()).isPositive();
    }
    assertThat(audited(TEAM)).as("a shadow is not on record").containsExactly("replay --swap ");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          List<SprintMetricsUpdated> eight = published(TEAM, 8);
          assertThat(eight.getLast().metrics().name()).isEqualTo("Sprint 8");
          assertThat(eight.getLast().revision()).as("published anew").isEqualTo(41);
        });
  }

  @Test
  void appliesEqualRevisionsAgainInPlaceAndRemovesWhatHasNoRecord() {
    String team = "in-place";
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 3, issue(1).with(3, null, 7).becomes(DONE, "2026-03-05T00:00:00Z")),
            issue(team, 1, issue(2).with(5, null, 7)));
    settled(team, 2);
    change(team, "update issue_fact set points = 99, project_key = 'WRONG' where issue_id = 1");
    change(team, "delete from sprint_issue where issue_id = 1");
    change(team, "update issue_fact set revision = 9, points = 8 where issue_id = 2");
    change(
        team,
        """
        insert into issue_fact (team_id, issue_id, revision, project_key, sprint_ids, newest,
          resolved, in_progress, deleted, has_changelog, changelog_complete)
        values ('in-place', 666, 1, 'ROVER', '{7}', now(), false, false, false, false, false)
        """);

    ReplayRun ended = ReplayRun.of(MetricsApplication.class, stack(), "--team=" + team, "--id=one");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .contains(
            "; 2 states applied again.",
            "1 rows have no record on jira.issues any more and are removed:",
            "  in-place/666",
            "All figures were worked out again.");
    assertThat(ended.code()).isZero();
    assertThat(
            texts(team, "select issue_id || ' ' || points || ' ' || project_key from issue_fact"))
        .as("equal revisions are applied again, older ones refused, and what has no record goes")
        .containsExactlyInAnyOrder("1 3 ROVER", "2 8 ROVER");
    assertThat(texts(team, "select issue_id::text from sprint_issue")).contains("1");

    assertThat(audited(team)).containsExactly("replay id=one");
    ReplayRun goneOn =
        ReplayRun.of(MetricsApplication.class, stack(), "--team=" + team, "--id=one");
    assertThat(goneOn.out()).as("it goes on where its group was").contains("0 records read");
  }

  @Test
  void passesOverWhatNoHandlerCanTakeAndSaysSo() {
    String team = "indigestible";
    topics()
        .publish(
            upserted(team, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            issue(team, 1, issue(1).with(3, null, 7)),
            // PostgreSQL has no such text.
            issue(team, 1, issue(2).in("NUL\u0000").with(5, null, 7)),
            issue(team, 1, issue(3).with(8, null, 7)));
    settled(team, 2);
    change(team, "update issue_fact set points = 99");

    ReplayRun shadow = ReplayRun.of(MetricsApplication.class, stack(), "--swap", "--team=" + team);

    assertThat(shadow.out())
        .contains(
            "1 records could not be taken and were passed over:", "jira.issues indigestible/2: ")
        .contains("2 rows differ.")
        .doesNotContain("Swapped");
    assertThat(shadow.err()).contains("Nothing was swapped");
    assertThat(shadow.code()).isEqualTo(1);

    ReplayRun inPlace = ReplayRun.of(MetricsApplication.class, stack(), "--team=" + team);

    assertThat(inPlace.out()).contains("jira.issues indigestible/2: ");
    assertThat(inPlace.code()).isZero();
    assertThat(texts(team, "select issue_id || ' ' || points from issue_fact"))
        .containsExactlyInAnyOrder("1 3", "3 8");

    topics().publish(issue(team, 2, issue(2).with(5, null, 7)));
    settled(team, 3);
    change(team, "update issue_fact set points = 99 where issue_id = 1");

    ReplayRun mended = ReplayRun.of(MetricsApplication.class, stack(), "--swap", "--team=" + team);

    assertThat(mended.err()).isEmpty();
    assertThat(mended.out()).doesNotContain("passed over").contains("Swapped: ");
  }

  private void givenAPast() {
    topics()
        .publish(
            upserted(TEAM, 1, sprint(7, SprintPhase.CLOSED, START, END)),
            upserted(TEAM, 1, sprint(8, SprintPhase.ACTIVE, END, "2026-03-30T09:00:00Z")),
            issue(TEAM, 1, issue(1).with(3, "p-ann", 7).becomes(DONE, "2026-03-05T00:00:00Z")),
            issue(TEAM, 1, issue(2).with(5, "p-bob", 7)),
            issue(TEAM, 1, issue(3).in("OTHER").with(1, null, 7, 8)),
            // Moved, so that no issue of its first project is left.
            issue(TEAM, 1, issue(4).in("LEFT").with(1, null, 8)),
            issue(TEAM, 2, issue(4).with(1, null, 7)),
            issue(TEAM, 1, issue(5).with(2, null, 7)),
            new UserMatched(
                TEAM,
                1,
                new UserMatchState(
                    "p-ann", "m-1", MatchOutcome.MATCHED, MatchEvidence.EMAIL, false)));
    Traffic.begin();
    settled(TEAM, 5 + Traffic.ISSUES);
  }

  private void plantOneOfEachKind() {
    change(TEAM, "update issue_fact set points = 99 where issue_id = 1");
    change(
        TEAM,
        """
        insert into issue_fact (team_id, issue_id, revision, project_key, sprint_ids, newest,
          resolved, in_progress, deleted, has_changelog, changelog_complete)
        values ('replayed', 666, 1, 'ROVER', '{}', now(), false, false, false, false, false)
        """);
    change(TEAM, "insert into sprint_issue values ('replayed', 8, 2)");
    change(TEAM, "update person_match set member_id = 'm-wrong' where person_id = 'p-ann'");
    change(TEAM, "update sprint_metrics set state = 'future' where sprint_id = 7");
    change(
        TEAM,
        """
        insert into sprint_metrics
        select team_id, 4711, revision, definition_version, state, deleted, project_keys, sorted_at, data
        from sprint_metrics where sprint_id = 7
        """);
    change(TEAM, "update flow_metrics set definition_version = 77 where project_key = 'ROVER'");
    change(
        TEAM,
        """
        update outbox_state set revision = 40,
          data = convert_to(replace(convert_from(data, 'UTF8'), '"Sprint 8"', '"Wrong"'), 'UTF8')
        where message_key = 'replayed/8'
        """);
  }

  private long shadows() {
    return Objects.requireNonNull(
        database
            .sql("select count(*) from pg_namespace where nspname like 'shadow%'")
            .mapValue(Long.class)
            .one()
            .block(PATIENCE));
  }

  private void change(String team, String sql) {
    Long rows =
        database.sql(sql).fetch().rowsUpdated().contextWrite(TeamScope.of(team)).block(PATIENCE);
    assertThat(rows).as(sql).isPositive();
  }

  private List<String> audited(String team) {
    return texts(team, "select action || ' ' || target from audit_entry where '{sre}' = roles");
  }

  private List<String> texts(String team, String sql) {
    return Objects.requireNonNull(
        database
            .sql(sql)
            .mapValue(String.class)
            .all()
            .collectList()
            .contextWrite(TeamScope.of(team))
            .block(PATIENCE));
  }

  /**
   * Changes one issue after the other at a steady pace, in sprints and projects of their own, until
   * it is closed.
   */
  private static final class Traffic implements AutoCloseable {
    static final int ISSUES = 120;
    private static final int GROUPS = 40;
    private static final AtomicLong CHANGES = new AtomicLong();

    private final long begun = CHANGES.get();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();

    Traffic() {
      var _ = pace.scheduleAtFixedRate(Traffic::change, 0, 100, TimeUnit.MILLISECONDS);
    }

    /** All issues once, so that it is known how many there are. */
    static void begin() {
      for (long group = 0; group < GROUPS; group++) {
        topics().publish(upserted(TEAM, 1, sprint(100 + group, SprintPhase.ACTIVE, START, END)));
      }
      for (int i = 0; i < ISSUES; i++) {
        change();
      }
    }

    private static void change() {
      long change = CHANGES.getAndIncrement();
      long group = change % GROUPS;
      topics()
          .publish(
              issue(
                  TEAM,
                  1 + change / ISSUES,
                  issue(1000 + change % ISSUES)
                      .in("T" + group)
                      .with((int) (change % 9), null, 100 + group)));
    }

    long count() {
      return CHANGES.get() - begun;
    }

    @Override
    public void close() {
      pace.close();
    }
  }
}

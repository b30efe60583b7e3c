package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.Demo;
import io.issuestream.local.demo.DemoPlan;
import io.issuestream.local.demo.Outcome;
import io.issuestream.local.demo.Source;
import io.issuestream.local.demo.Surface;
import io.issuestream.local.demo.SyncWatch;
import io.issuestream.local.issuer.TokenRole;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The demo's own job on the running stack. */
record Job(RunningStack running) {

  /** Does it, and asserts that it found nothing wrong. */
  Outcome done(Source source, Surface surface, String team) {
    Outcome outcome = run(source, surface, team);
    assertThat(outcome.faults()).isEmpty();
    return outcome;
  }

  Outcome run(Source source, Surface surface, String team) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    DemoPlan plan = new DemoPlan(source, surface, team, Duration.ofSeconds(60));
    return new Demo(running.stack(), plan, new Terminal(out, false, false)).run();
  }

  /** Has the team's only project read as a whole once more, to its end. */
  void syncFully(String team) {
    SyncWatch watch = SyncWatch.from(admin(team));
    String project =
        admin(team)
            .get("/api/v1/integration/jira/sync")
            .path("projects")
            .path(0)
            .path("projectId")
            .asString();
    watch.request(project, true);
    await("the sync of " + team)
        .atMost(Duration.ofMinutes(3))
        .until(() -> {
          var projects = watch.look();
          return !projects.isEmpty() && projects.stream().allMatch(watch::isDone);
        });
  }

  Api admin(String team) {
    return running.stack().api(team, TokenRole.TEAM_ADMIN);
  }

  /** The few hand-written issues with their pull requests and people. */
  static Source sample() {
    Path directory = Path.of("src/test/resources/walk").toAbsolutePath();
    return new Source.Loaded(
        directory,
        List.of("WALK"),
        Optional.of(directory.resolve("pull-requests.jsonl")),
        Optional.of(directory.resolve("members.csv")));
  }
}

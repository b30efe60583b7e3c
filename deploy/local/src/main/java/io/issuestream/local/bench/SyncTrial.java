package io.issuestream.local.bench;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.Connection;
import io.issuestream.local.demo.DemoFailed;
import io.issuestream.local.demo.LiveLines;
import io.issuestream.local.demo.Numbers;
import io.issuestream.local.demo.Pause;
import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.demo.SandboxData;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.demo.Source;
import io.issuestream.local.demo.SyncWatch;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import io.issuestream.local.supervisor.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Syncs a fresh team's generated project and times it, asking as little as it can meanwhile. */
final class SyncTrial {
  /** Asking costs what is measured, so it is done rarely. */
  private static final Duration PACE = Duration.ofMillis(500);

  private static final Duration STILL = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private final Stack stack;
  private final BenchPlan plan;
  private final String project;
  private final int issues;
  private final Api admin;
  private final LiveLines lines;

  SyncTrial(Stack stack, BenchPlan plan, String project, int issues, Terminal terminal) {
    this.stack = stack;
    this.plan = plan;
    this.project = project;
    this.issues = issues;
    this.admin = stack.api(team(project), TokenRole.TEAM_ADMIN);
    this.lines = new LiveLines(terminal);
  }

  static String team(String project) {
    return "bench-" + project.toLowerCase(Locale.ROOT);
  }

  Trial run() {
    new SandboxData(stack.sandboxApi())
        .fill(new Source.Generated(issues, plan.seed(project), List.of(project)));
    new Connection(admin).connectTo(plan.surface().of(stack.sandbox()));
    SyncWatch watch = SyncWatch.from(admin);
    Costs before = Costs.of(state());
    Instant begun = Instant.now();
    new Selection(admin).choose(List.of(project));
    Duration stored = Duration.between(begun, awaitStored());
    ProjectSync.Run run = awaitPublished(watch);
    Duration published = Duration.between(begun, run.at());
    Settled settled = awaitMeasured();
    new Selection(admin).drop(project);
    return new Trial(
        issues,
        stored,
        published,
        Duration.between(begun, settled.at()),
        run,
        settled.costs().since(before));
  }

  private Instant awaitStored() {
    Instant limit = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(limit)) {
      JsonNode run =
          admin.get("/api/v1/sync-runs?limit=1&project=" + project).path("items").path(0);
      long done = run.path("fetched").asLong();
      Instant now = Instant.now();
      lines.show(
          List.of(
              "  %-6s %s of %s issues stored"
                  .formatted(project, Numbers.whole(done), Numbers.whole(issues))));
      if (done >= issues) {
        return now;
      }
      if (run.path("stage").asString("").equals("failed")) {
        throw new DemoFailed("The sync failed: " + run.path("error").asString());
      }
      Pause.of(PACE);
    }
    throw new DemoFailed("Not stored after " + LIMIT.toMinutes() + " minutes.");
  }

  private ProjectSync.Run awaitPublished(SyncWatch watch) {
    Instant limit = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(limit)) {
      Optional<ProjectSync> done = watch.look().stream().filter(watch::isDone).findFirst();
      if (done.isPresent()) {
        return done.get().run().orElseThrow();
      }
      Pause.of(PACE);
    }
    throw new DemoFailed("Not published after " + LIMIT.toMinutes() + " minutes.");
  }

  /** The moment everything was worked out, and what had been used by then. */
  private record Settled(Instant at, Costs costs) {}

  private Settled awaitMeasured() {
    Instant limit = Instant.now().plus(LIMIT);
    Optional<Settled> settled = Optional.empty();
    while (Instant.now().isBefore(limit)) {
      boolean now = isMeasured();
      if (!now) {
        settled = Optional.empty();
      } else if (settled.isEmpty()) {
        settled = Optional.of(new Settled(Instant.now(), Costs.of(state())));
      } else if (Instant.now().isAfter(settled.get().at().plus(STILL))) {
        lines.finish(
            List.of(
                "  %-6s %s issues to the last metric".formatted(project, Numbers.whole(issues))));
        return settled.get();
      }
      Pause.of(PACE);
    }
    throw new DemoFailed("Not measured after " + LIMIT.toMinutes() + " minutes.");
  }

  private boolean isMeasured() {
    JsonNode metrics = admin.get("/api/v1/metrics/status");
    JsonNode insights = admin.get("/api/v1/insights/status");
    return metrics.path("issues").asLong() >= issues
        && insights.path("issues").asLong() >= issues
        && metrics.path("pendingSprints").asLong() + metrics.path("pendingProjects").asLong() == 0
        && insights.path("pending").asLong() == 0;
  }

  private StackState state() {
    return stack
        .running()
        .orElseThrow(() -> new DemoFailed("The stack has gone down; its logs may say why."));
  }
}

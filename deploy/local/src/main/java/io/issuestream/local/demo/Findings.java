package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Gathers what came out, and judges whether everything held. */
record Findings(Api api, DemoPlan plan, Optional<SandboxData> sandbox) {
  private static final int SPRINTS = 12;

  /** What the way here left behind. */
  record Trail(
      String jira,
      JsonNode source,
      List<Selection.Chosen> chosen,
      Arrival.Arrived arrived,
      FirstRequests requests,
      FirstIssues firstIssues,
      PullRequestSending sending,
      Duration took) {}

  Outcome outcome(Trail trail) {
    List<String> keys = trail.chosen().stream().map(Selection.Chosen::key).toList();
    Accounting issues =
        sandbox.isPresent()
            ? Accounting.of(api, sandbox.get(), keys)
            : Accounting.ofRuns(
                api,
                trail.arrived().projects(),
                api.get("/api/v1/issues/status").path("byProject"));
    Set<String> delivered = trail.sending().pullRequests();
    HeldPullRequests held = HeldPullRequests.of(api, delivered, new KnownKeys(api));
    List<Outcome.Project> projects =
        trail.chosen().stream().map(project -> project(project, trail)).toList();
    Verdict verdict = new Verdict(plan.team());
    projects.forEach(verdict::judge);
    verdict.judge(issues);
    verdict.judge(held, trail.sending(), api.get("/api/v1/webhooks/stats").path("failed").asLong());
    return new Outcome(
        plan.team(),
        trail.jira(),
        trail.source(),
        projects,
        issues,
        trail.sending().sent(),
        held,
        sprints(gathered(keys, "/api/v1/metrics/sprints?limit=" + SPRINTS + "&project=")),
        gathered(keys, "/api/v1/metrics/flow?project="),
        linkage(delivered),
        api.get("/api/v1/user-matches?limit=1").path("summary"),
        insights(keys),
        trail.took(),
        verdict.notes(),
        verdict.faults());
  }

  private static Outcome.Project project(Selection.Chosen chosen, Trail trail) {
    ProjectSync.Run run =
        trail.arrived().projects().stream()
            .filter(project -> project.key().equals(chosen.key()))
            .flatMap(project -> project.run().stream())
            .findFirst()
            .orElseThrow(() -> new DemoFailed("The sync of " + chosen.key() + " has no run."));
    return new Outcome.Project(
        chosen.key(),
        chosen.name(),
        run,
        chosen.wasTracked() ? Optional.empty() : trail.requests().after(chosen),
        trail.firstIssues().of(chosen.key()));
  }

  /** A sprint with issues of several projects comes once for each of them. */
  private static List<JsonNode> sprints(List<JsonNode> byProject) {
    Map<Long, JsonNode> distinct = new LinkedHashMap<>();
    byProject.forEach(sprint -> distinct.putIfAbsent(sprint.path("sprintId").asLong(), sprint));
    return distinct.values().stream()
        .sorted(
            Comparator.comparing((JsonNode sprint) -> sprint.path("startDate").asString(""))
                .reversed())
        .toList();
  }

  /** A project of which nothing is known yet, because nothing of it was stored, has no figures. */
  private List<JsonNode> gathered(List<String> keys, String path) {
    List<JsonNode> items = new ArrayList<>();
    for (String key : keys) {
      try {
        api.get(path + Pages.encode(key)).path("items").forEach(items::add);
      } catch (ApiRefused refused) {
        if (refused.status() != 404) {
          throw refused;
        }
      }
    }
    return items;
  }

  private List<JsonNode> linkage(Set<String> delivered) {
    Set<String> repositories = HeldPullRequests.repositories(delivered);
    return Pages.all(api, "/api/v1/pr-linkage").stream()
        .filter(one -> repositories.contains(one.path("repository").asString()))
        .toList();
  }

  private List<JsonNode> insights(List<String> keys) {
    return Pages.all(api, "/api/v1/insights").stream()
        .filter(one ->
            !one.path("projectKey").isString() || keys.contains(one.path("projectKey").asString()))
        .toList();
  }
}

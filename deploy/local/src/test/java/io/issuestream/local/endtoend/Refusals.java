package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.demo.Delivery;
import io.issuestream.local.demo.GithubHook;
import io.issuestream.local.demo.Standing;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;

/** What must be refused, and how, for a team that holds the hand-written sample. */
record Refusals(Stack stack, String team) {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** Things of the team, by their path. */
  private static final List<String> THINGS =
      List.of(
          "/api/v1/integration/jira/connection",
          "/api/v1/issues/WALK-1",
          "/api/v1/metrics/sprints/501",
          "/api/v1/metrics/sprints/501/issues",
          "/api/v1/metrics/flow?project=WALK",
          "/api/v1/pull-requests/example/walk/7",
          "/api/v1/pr-linkage?repository=example/walk");

  private static final List<String> LISTS =
      List.of(
          "/api/v1/issues",
          "/api/v1/sync-runs",
          "/api/v1/sync-runs/failed-issues",
          "/api/v1/team-members",
          "/api/v1/user-matches",
          "/api/v1/metrics/sprints",
          "/api/v1/metrics/flow",
          "/api/v1/pull-requests",
          "/api/v1/pr-linkage",
          "/api/v1/insights",
          "/api/v1/webhooks/events",
          "/api/v1/integration/github/hooks");

  void assertAll() {
    Api admin = stack.api(team, TokenRole.TEAM_ADMIN);
    String before = picture(admin);
    otherTeamsSeeNothing();
    nobodyGetsInWithoutAToken();
    membersChangeNothing();
    whatIsNotInOrderIsRefused(admin);
    forgedDeliveriesAreRefused(admin);
    assertThat(picture(admin)).isEqualTo(before);
  }

  private void otherTeamsSeeNothing() {
    Api stranger = stack.api("stranger", TokenRole.TEAM_ADMIN);
    THINGS.forEach(path -> refuses(404, () -> stranger.get(path)));
    for (String path : LISTS) {
      assertThat(stranger.get(path).path("items").size()).as(path).isZero();
    }
    assertThat(stranger.get("/api/v1/integration/jira/sync").path("projects").size()).isZero();
    JsonNode event =
        stack
            .api(team, TokenRole.TEAM_ADMIN)
            .get("/api/v1/webhooks/events?limit=1")
            .path("items")
            .path(0);
    refuses(404, () -> stranger.get("/api/v1/webhooks/events/" + event.path("eventId").asString()));
    assertThat(Standing.of(stranger)).isEqualTo(Standing.NOWHERE);
  }

  private void nobodyGetsInWithoutAToken() {
    Api nobody = new Api(stack.frontDoor(), Optional.empty());
    THINGS.forEach(path -> refuses(401, () -> nobody.get(path)));
    LISTS.forEach(path -> refuses(401, () -> nobody.get(path)));
    refuses(401, () -> nobody.post("/api/v1/integration/jira/sync", Map.of()));
  }

  private void membersChangeNothing() {
    Api member = stack.api(team, TokenRole.MEMBER);
    assertThat(member.get("/api/v1/issues/WALK-1").path("key").asString()).isEqualTo("WALK-1");
    refuses(403, () -> member.post("/api/v1/integration/jira/connection", Map.of()));
    refuses(403, () -> member.delete("/api/v1/integration/jira/connection"));
    refuses(403, () -> member.post("/api/v1/integration/jira/projects/toggle", Map.of()));
    refuses(
        403, () -> member.put("/api/v1/integration/jira/projects", Map.of("projects", List.of())));
    refuses(403, () -> member.post("/api/v1/integration/jira/sync", Map.of()));
    refuses(403, () -> member.post("/api/v1/integration/github/hooks", Map.of()));
    refuses(403, () -> member.put("/api/v1/team-members", Map.of("members", List.of())));
  }

  private static void whatIsNotInOrderIsRefused(Api admin) {
    for (String path :
        List.of(
            "/api/v1/integration/jira/connection",
            "/api/v1/integration/jira/projects/toggle",
            "/api/v1/integration/jira/sync")) {
      ApiRefused malformed = refuses(400, () -> admin.send("POST", path, JSON, "{\"malformed\":"));
      assertThat(malformed.detail()).as(path).isNotBlank();
    }
    ApiRefused unknown =
        refuses(
            422,
            () ->
                admin.post(
                    "/api/v1/integration/jira/projects/toggle",
                    Map.of(
                        "projectId",
                        "999999",
                        "projectKey",
                        "NOPE",
                        "name",
                        "Nope",
                        "action",
                        "add")));
    assertThat(unknown.type()).isEqualTo("urn:issuestream:problem:unknown-project");
    refuses(
        422,
        () ->
            admin.send(
                "PUT",
                "/api/v1/team-members",
                Map.of("Content-Type", "text/csv"),
                "email,displayName\nnone,N\n"));
  }

  private static void forgedDeliveriesAreRefused(Api admin) {
    GithubHook hook = GithubHook.make(admin);
    Delivery delivery = Delivery.parse("{\"event\":\"ping\",\"body\":{\"zen\":\"Forged.\"}}");
    Map<String, String> forged = GithubHook.headers(delivery, "sha256=" + "0".repeat(64));
    refuses(401, () -> admin.send("POST", hook.path(), forged, delivery.body()));
    refuses(
        404, () -> admin.send("POST", "/api/v1/webhooks/github/unknown", forged, delivery.body()));
    hook.remove();
  }

  /** All that could have changed. */
  private static String picture(Api admin) {
    return Standing.of(admin)
        + " "
        + admin.get("/api/v1/webhooks/stats").path("completed")
        + admin.get("/api/v1/integration/jira/connection")
        + admin.get("/api/v1/integration/jira/sync")
        + admin.get("/api/v1/integration/github/hooks")
        + admin.get("/api/v1/team-members");
  }

  /** A problem document with a stable type. */
  private static ApiRefused refuses(int status, ThrowingCallable call) {
    ApiRefused[] refused = new ApiRefused[1];
    assertThatExceptionOfType(ApiRefused.class)
        .isThrownBy(call)
        .satisfies(problem -> {
          assertThat(problem.status()).as(problem.getMessage()).isEqualTo(status);
          assertThat(problem.type())
              .as(problem.getMessage())
              .startsWith("urn:issuestream:problem:");
          refused[0] = problem;
        });
    return refused[0];
  }
}

package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Chooses the projects to track: exactly those wanted. */
public record Selection(Api admin) {
  private static final String PATH = "/api/v1/integration/jira/projects";

  /**
   * A project that is tracked from now on.
   *
   * @param wasTracked whether it was before, so that no sync starts by itself
   * @param answeredAt when the API had answered the choice
   */
  public record Chosen(
      String id, String key, String name, boolean wasTracked, Instant answeredAt) {}

  /**
   * Takes these in and all others out.
   *
   * @param keys of the projects; empty for all there are
   * @throws DemoFailed when Jira does not show one of them
   */
  public List<Chosen> choose(List<String> keys) {
    List<JsonNode> shown = Pages.all(admin, PATH);
    List<String> known = shown.stream().map(Selection::key).toList();
    List<String> unknown = keys.stream().filter(key -> !known.contains(key)).toList();
    if (!unknown.isEmpty() || shown.isEmpty()) {
      throw new DemoFailed(
          "Jira shows no project %s; it shows: %s."
              .formatted(
                  String.join(", ", unknown), known.isEmpty() ? "none" : String.join(", ", known)));
    }
    List<Chosen> chosen = new ArrayList<>();
    for (JsonNode project : shown) {
      boolean wanted = keys.isEmpty() || keys.contains(key(project));
      boolean tracked = project.path("tracked").asBoolean();
      if (wanted) {
        toggle(project, "add");
        chosen.add(
            new Chosen(
                project.path("projectId").asString(),
                key(project),
                project.path("name").asString(),
                tracked,
                Instant.now()));
      } else if (tracked) {
        toggle(project, "remove");
      }
    }
    return chosen;
  }

  /** Takes a project out. */
  public void drop(String key) {
    Pages.all(admin, PATH).stream()
        .filter(project -> key(project).equals(key))
        .forEach(project -> toggle(project, "remove"));
  }

  private void toggle(JsonNode project, String action) {
    Map<String, String> body =
        Map.of(
            "projectId", project.path("projectId").asString(),
            "projectKey", key(project),
            "name", project.path("name").asString(),
            "action", action);
    admin.post(PATH + "/toggle", body);
  }

  private static String key(JsonNode project) {
    return project.path("projectKey").asString();
  }
}

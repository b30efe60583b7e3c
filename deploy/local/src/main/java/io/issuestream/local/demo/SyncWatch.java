package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Follows the syncs that begin from now on: runs that had ended before do not count.
 *
 * <p>Each {@link #look()} is one question to the API.
 */
public final class SyncWatch {
  private static final String PATH = "/api/v1/integration/jira/sync";

  private final Api admin;
  private final Set<String> over = new HashSet<>();

  private SyncWatch(Api admin) {
    this.admin = admin;
  }

  /** Begins to watch a team. */
  public static SyncWatch from(Api admin) {
    SyncWatch watch = new SyncWatch(admin);
    watch.look().stream()
        .flatMap(project -> project.run().stream())
        .filter(ProjectSync.Run::hasEnded)
        .forEach(run -> watch.over.add(run.id()));
    return watch;
  }

  /** Has projects read again as a whole; those that are just being synced are left to it. */
  public JsonNode request(String projectId, boolean full) {
    Map<String, Object> body =
        new HashMap<>(Map.of("resourceType", "project", "resourceId", projectId));
    if (full) {
      body.put("full", true);
    }
    return admin.post(PATH, body);
  }

  /** The team's projects. */
  public List<ProjectSync> look() {
    return ProjectSync.all(admin.get(PATH));
  }

  /** Whether a project's run has come to its end since the watch began. */
  public boolean isDone(ProjectSync project) {
    return project
        .run()
        .filter(run -> run.stage().equals("completed") && !over.contains(run.id()))
        .isPresent();
  }

  /** Whether a run since then was given up; one that is tried again is not. */
  public boolean isLost(ProjectSync project) {
    return project.status().equals("error")
        && project.run().filter(run -> over.contains(run.id())).isEmpty();
  }
}

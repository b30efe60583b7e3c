package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<String, String> underWay = new HashMap<>();

  private SyncWatch(Api admin) {
    this.admin = admin;
  }

  /** Begins to watch a team. */
  public static SyncWatch from(Api admin) {
    SyncWatch watch = new SyncWatch(admin);
    for (ProjectSync project : watch.look()) {
      project
          .run()
          .ifPresent(run -> {
            if (project.isAtRest()) {
              watch.over.add(run.id());
            } else if (project.status().equals("syncing")) {
              watch.underWay.put(project.key(), run.id());
            }
          });
    }
    return watch;
  }

  /** Has a project synced, or read again as a whole. */
  public JsonNode request(String projectId, boolean full) {
    return request(Optional.of(projectId), full, Optional.empty());
  }

  /**
   * The same of one project or all, from a time on; those that are just being synced are left to
   * it.
   *
   * @param project its id or key
   * @return what became of it, as the API says
   */
  public JsonNode request(Optional<String> project, boolean full, Optional<Instant> since) {
    Map<String, Object> body = new HashMap<>();
    project.ifPresent(one -> body.putAll(Map.of("resourceType", "project", "resourceId", one)));
    if (full) {
      body.put("full", true);
    }
    since.ifPresent(time -> body.put("since", time.toString()));
    return admin.post(PATH, body);
  }

  /** Another run was asked for than the one that was under way when the watch began. */
  public void awaitAnother(String projectKey) {
    Optional.ofNullable(underWay.get(projectKey)).ifPresent(over::add);
  }

  /** The team's projects. */
  public List<ProjectSync> look() {
    return ProjectSync.all(admin.get(PATH));
  }

  /** A project without its run, where that is one that does not count: it waits for the next. */
  public ProjectSync counting(ProjectSync project) {
    return project.run().filter(run -> over.contains(run.id())).isEmpty()
        ? project
        : new ProjectSync(project.key(), "pending", "", Optional.empty());
  }

  /** Whether a project's run has come to its end since the watch began. */
  public boolean isDone(ProjectSync project) {
    return project
        .run()
        .filter(run -> run.stage().equals("completed") && !over.contains(run.id()))
        .isPresent();
  }

  /** Whether a run since then was given up or cancelled; one that is tried again is not. */
  public boolean isLost(ProjectSync project) {
    boolean cancelled = project.run().filter(run -> run.stage().equals("cancelled")).isPresent();
    return (project.status().equals("error") || cancelled)
        && project.run().filter(run -> over.contains(run.id())).isEmpty();
  }
}

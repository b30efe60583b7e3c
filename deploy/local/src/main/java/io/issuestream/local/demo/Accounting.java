package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What is in Jira against what is in the store, issue by issue.
 *
 * @param inJira issues that Jira has
 * @param stored those of them that the store has, as they are in Jira
 * @param failed those recorded as failed, with their reason
 * @param missing keys of those that are neither
 * @param outdated keys of those that the store has as they are not in Jira
 * @param surplus issues of these projects that the store has and this Jira does not
 */
public record Accounting(
    long inJira,
    long stored,
    List<Failure> failed,
    List<String> missing,
    List<String> outdated,
    long surplus) {

  /** An issue that could not be stored. */
  public record Failure(String issue, String reason) {}

  /** Compares every issue of a sandbox's projects. */
  static Accounting of(Api api, SandboxData sandbox, List<String> projectKeys) {
    Tally tally = new Tally();
    for (String project : projectKeys) {
      tally.add(sandbox.issues(project), stored(api, project), failures(api, project));
    }
    return tally.result();
  }

  /** Another Jira is taken at its word: what it gave is what it has. */
  static Accounting ofRuns(Api api, List<ProjectSync> projects, JsonNode storedByProject) {
    List<Failure> failed = new ArrayList<>();
    long stored = 0;
    for (ProjectSync project : projects) {
      failed.addAll(failures(api, project.key()).values());
      stored += storedByProject.path(project.key()).asLong();
    }
    return new Accounting(stored + failed.size(), stored, failed, List.of(), List.of(), 0);
  }

  boolean isComplete() {
    return missing.isEmpty() && outdated.isEmpty();
  }

  private static Map<Long, Instant> stored(Api api, String project) {
    Map<Long, Instant> updated = new HashMap<>();
    for (JsonNode issue : Pages.all(api, "/api/v1/issues?project=" + Pages.encode(project))) {
      if (!issue.path("deleted").asBoolean()) {
        updated.put(issue.path("id").asLong(), Instant.parse(issue.path("updated").asString()));
      }
    }
    return updated;
  }

  /** By the issue's key or id, as far as it could be made out. */
  private static Map<String, Failure> failures(Api api, String project) {
    Map<String, Failure> failures = new HashMap<>();
    for (JsonNode failed :
        Pages.all(api, "/api/v1/sync-runs/failed-issues?project=" + Pages.encode(project))) {
      String reference = failed.path("key").asString(failed.path("reference").asString());
      failures.put(reference, new Failure(reference, failed.path("reason").asString("")));
    }
    return failures;
  }

  /** Counts project by project. */
  private static final class Tally {
    private long inJira;
    private long stored;
    private long surplus;
    private final List<Failure> failed = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> outdated = new ArrayList<>();

    void add(
        List<SandboxData.Truth> truth, Map<Long, Instant> store, Map<String, Failure> failures) {
      Set<Long> known = new HashSet<>();
      inJira += truth.size();
      for (SandboxData.Truth issue : truth) {
        known.add(issue.id());
        Instant updated = store.get(issue.id());
        Failure failure =
            failures.getOrDefault(issue.key(), failures.get(Long.toString(issue.id())));
        if (updated != null && updated.equals(issue.updated())) {
          stored++;
        } else if (failure != null) {
          failed.add(failure);
        } else {
          (updated == null ? missing : outdated).add(issue.key());
        }
      }
      surplus += store.keySet().stream().filter(id -> !known.contains(id)).count();
    }

    Accounting result() {
      return new Accounting(
          inJira,
          stored,
          List.copyOf(failed),
          List.copyOf(missing),
          List.copyOf(outdated),
          surplus);
    }
  }
}

package io.issuestream.local.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Everything a demo found out.
 *
 * @param source what the sandbox said of its data; a missing node for another Jira
 * @param projects in the order they were chosen
 * @param deliveries GitHub deliveries that were taken
 * @param sprints newest first
 * @param flow by project
 * @param linkage by repository
 * @param matching a summary of the user matches
 * @param insights those that hold
 * @param notes what is worth knowing and wrong all the same
 * @param faults what did not hold; none when all is well
 */
public record Outcome(
    String team,
    String jira,
    JsonNode source,
    List<Project> projects,
    Accounting issues,
    long deliveries,
    HeldPullRequests pullRequests,
    List<JsonNode> sprints,
    List<JsonNode> flow,
    List<JsonNode> linkage,
    JsonNode matching,
    List<JsonNode> insights,
    Duration took,
    List<String> notes,
    List<String> faults) {

  /**
   * A project's sync.
   *
   * @param firstRequest from the answer of its choice to Jira's first being asked about it; empty
   *     where it cannot be told, or the project was tracked before
   * @param firstIssue from the same moment to the first issue that could be read; empty where there
   *     were issues before
   */
  public record Project(
      String key,
      String name,
      ProjectSync.Run run,
      Optional<Duration> firstRequest,
      Optional<Duration> firstIssue) {}

  public boolean isGood() {
    return faults.isEmpty();
  }
}

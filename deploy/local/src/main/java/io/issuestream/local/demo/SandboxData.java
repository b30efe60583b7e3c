package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The sandbox behind its admin API: fills it, and tells what is true of it. */
public record SandboxData(Api sandbox) {

  /** An issue as it is in Jira. */
  public record Truth(long id, String key, Instant updated) {}

  /**
   * Puts the source's issues in place of what the sandbox held; answers what it said of them.
   *
   * @throws DemoFailed when not one issue could be read
   */
  public JsonNode fill(Source source) {
    JsonNode answer =
        switch (source) {
          case Source.Generated made ->
              sandbox.post(
                  "/sandbox/generate",
                  Map.of(
                      "issues", made.issues(), "seed", made.seed(), "projects", made.projects()));
          case Source.Loaded loaded ->
              sandbox.post(
                  "/sandbox/load",
                  Map.of(
                      "directory",
                      loaded.directory().toAbsolutePath().normalize().toString(),
                      "projects",
                      loaded.projects()));
          case Source.OtherJira jira ->
              throw new IllegalArgumentException("Not the sandbox's: " + jira);
        };
    if (answer.path("issues").asLong() == 0) {
      throw new DemoFailed("No issue was found for the sandbox; it answered " + answer + ".");
    }
    return answer;
  }

  /** All issues of a project. */
  public List<Truth> issues(String projectKey) {
    List<Truth> issues = new ArrayList<>();
    for (JsonNode issue : sandbox.get("/sandbox/issues?project=" + Pages.encode(projectKey))) {
      issues.add(
          new Truth(
              issue.path("id").asLong(),
              issue.path("key").asString(),
              Instant.parse(issue.path("updated").asString())));
    }
    return issues;
  }

  String membersCsv() {
    try (Stream<String> lines = sandbox.lines("/sandbox/members")) {
      return String.join("\n", lines.toList()) + "\n";
    }
  }

  /** GitHub deliveries of made-up pull requests, a JSON object a line; to be closed. */
  Stream<String> deliveries() {
    return sandbox.lines("/sandbox/pull-requests");
  }

  /** The number of the last request so far. */
  long lastRequest() {
    long last = 0;
    for (JsonNode request : sandbox.get("/sandbox/requests")) {
      last = Math.max(last, request.path("n").asLong());
    }
    return last;
  }

  /** Requests after that number, oldest first. */
  JsonNode requestsAfter(long number) {
    return sandbox.get("/sandbox/requests?since=" + number);
  }
}

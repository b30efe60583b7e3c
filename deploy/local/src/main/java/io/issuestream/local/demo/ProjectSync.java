package io.issuestream.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * How far the sync of a project is, as the API shows it.
 *
 * @param status {@code pending}, {@code syncing}, {@code complete} or {@code error}
 * @param error what went wrong; empty when nothing did
 * @param run its latest run; empty before the first
 */
public record ProjectSync(String key, String status, String error, Optional<Run> run) {

  /**
   * A run.
   *
   * @param total issues expected, where Jira said
   * @param fetched the sum of created, updated, unchanged and failed
   * @param at when this was so
   */
  public record Run(
      String id,
      boolean full,
      String stage,
      OptionalLong total,
      long fetched,
      long created,
      long updated,
      long unchanged,
      long failed,
      long deleted,
      long apiCalls,
      Duration duration,
      double perSecond,
      int attempt,
      Instant at) {

    boolean hasEnded() {
      return stage.equals("completed") || stage.equals("failed") || stage.equals("cancelled");
    }

    private static Run of(JsonNode run) {
      JsonNode total = run.path("total");
      return new Run(
          run.path("runId").asString(),
          run.path("full").asBoolean(),
          run.path("stage").asString(),
          total.isNumber() ? OptionalLong.of(total.asLong()) : OptionalLong.empty(),
          run.path("fetched").asLong(),
          run.path("created").asLong(),
          run.path("updated").asLong(),
          run.path("unchanged").asLong(),
          run.path("failed").asLong(),
          run.path("deleted").asLong(),
          run.path("apiCallsCount").asLong(),
          Duration.ofMillis(run.path("syncDurationMs").asLong()),
          run.path("ratePerSecond").asDouble(),
          run.path("attempt").asInt(),
          Instant.parse(run.path("updatedAt").asString()));
    }
  }

  /** Whether its latest run is over: one that failed and is tried again goes on. */
  boolean isAtRest() {
    return run.filter(Run::hasEnded).isPresent()
        && !(status.equals("pending") && run.get().stage().equals("failed"));
  }

  /** Every tracked project. */
  public static List<ProjectSync> all(JsonNode answer) {
    List<ProjectSync> all = new ArrayList<>();
    for (JsonNode project : answer.path("projects")) {
      JsonNode run = project.path("run");
      all.add(
          new ProjectSync(
              project.path("projectKey").asString(),
              project.path("status").asString(),
              project.path("lastError").asString(""),
              run.isObject() ? Optional.of(Run.of(run)) : Optional.empty()));
    }
    return all;
  }
}

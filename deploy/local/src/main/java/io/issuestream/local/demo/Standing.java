package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import tools.jackson.databind.JsonNode;

/**
 * How far each service is with a team, counted by itself.
 *
 * @param stored issues in sync-worker's store
 * @param deleted of those known there, the ones gone from Jira
 * @param outbox issue, sprint and other states that have not left it
 * @param measured issues that metrics-service has
 * @param pendingMetrics sprints and projects it has yet to work out
 * @param noted issues that insights-service has, deleted ones too
 * @param pullRequests that it has
 * @param pendingInsights things it has yet to work out
 * @param webhooks deliveries that wait to be processed
 * @param accounts Jira accounts that user-matcher has
 * @param pendingMatches those it has yet to look at
 */
public record Standing(
    long stored,
    long deleted,
    long outbox,
    long measured,
    long pendingMetrics,
    long noted,
    long pullRequests,
    long linked,
    long insights,
    long pendingInsights,
    long webhooks,
    long accounts,
    long pendingMatches) {

  /** Of a team that nobody has heard of. */
  public static final Standing NOWHERE = new Standing(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Asks all of them. */
  public static Standing of(Api api) {
    // In the direction events go, so that what is asked later is never behind for what was asked
    // before.
    JsonNode issues = api.get("/api/v1/issues/status");
    JsonNode webhooks = api.get("/api/v1/webhooks/stats");
    JsonNode metrics = api.get("/api/v1/metrics/status");
    JsonNode insights = api.get("/api/v1/insights/status");
    JsonNode matches = api.get("/api/v1/user-matches?limit=1").path("summary");
    return new Standing(
        issues.path("stored").asLong(),
        issues.path("deleted").asLong(),
        issues.path("outboxPending").asLong(),
        metrics.path("issues").asLong(),
        metrics.path("pendingSprints").asLong() + metrics.path("pendingProjects").asLong(),
        insights.path("issues").asLong(),
        insights.path("pullRequests").asLong(),
        insights.path("linked").asLong(),
        insights.path("insights").asLong(),
        insights.path("pending").asLong(),
        webhooks.path("pending").asLong() + webhooks.path("processing").asLong(),
        Matching.accounts(matches),
        matches.path("pending").asLong());
  }

  /** Whether nothing is on its way that could be seen; what is between two services cannot. */
  public boolean isQuiet() {
    return outbox == 0
        && webhooks == 0
        && pendingMetrics == 0
        && pendingInsights == 0
        && pendingMatches == 0
        && measured >= stored
        && noted >= stored;
  }

  String words() {
    return "published %s, metrics %s%s, insights %s%s, pull requests %s%s"
        .formatted(
            Numbers.whole(stored - Math.min(outbox, stored)),
            Numbers.whole(measured),
            pending(pendingMetrics),
            Numbers.whole(noted),
            pending(pendingInsights),
            Numbers.whole(pullRequests),
            pending(webhooks));
  }

  private static String pending(long count) {
    return count == 0 ? "" : " (" + Numbers.whole(count) + " pending)";
  }
}

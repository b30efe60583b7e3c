package io.issuestream.local.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a project's copy stands to what Jira counted last.
 *
 * @param takenAt empty before the first census
 * @param visible issues held now that the connection can see
 * @param unread issues that are known and could not be read, each with its reason on record
 * @param vanished issues that are absent and wait for an admin's word
 * @param changedSince whether a later run changed something, so that the count is of another state
 */
record Census(
    String projectId,
    String projectKey,
    Optional<Instant> takenAt,
    long inJira,
    long visible,
    long unread,
    long vanished,
    boolean changedSince) {

  private static final String PATH = "/api/v1/operations/sync-worker/checksums/censuses";

  /** One a tracked project. */
  static List<Census> of(SreApi api) {
    List<Census> censuses = new ArrayList<>();
    for (JsonNode one : api.get(PATH).path("items")) {
      String taken = one.path("takenAt").asString("");
      censuses.add(
          new Census(
              one.path("projectId").asString(),
              one.path("projectKey").asString(),
              taken.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(taken)),
              one.path("inJira").asLong(),
              one.path("visible").asLong(),
              one.path("unread").asLong(),
              one.path("vanished").asLong(),
              one.path("changedSince").asBoolean()));
    }
    return censuses;
  }

  /** Why the count says nothing about now; empty where it does. */
  String remark() {
    if (takenAt.isEmpty()) {
      return "no census";
    }
    return changedSince ? "older" : "";
  }

  Row.Cell cell() {
    return new Row.Cell(inJira, 0, "", remark());
  }

  /** Empty where all that Jira counted is held, or known to be unreadable. */
  Optional<Difference> difference() {
    if (!remark().isEmpty() || inJira == visible + unread) {
      return Optional.empty();
    }
    Map<String, String> places = new LinkedHashMap<>();
    places.put(Look.JIRA, inJira + " issues");
    places.put(
        "sync-worker", visible + " issues" + (unread == 0 ? "" : " and " + unread + " unreadable"));
    return Optional.of(
        new Difference(Kind.ISSUES.topicName(), projectKey, "", places, List.of("sync-worker")));
  }

  /** What an operator should know of it. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (takenAt.isEmpty()) {
      notes.add(projectKey + ": Jira has not been counted yet; --census has it counted.");
    } else if (changedSince) {
      notes.add(
          "%s: Jira was counted at %s, and something changed since; --census counts anew."
              .formatted(projectKey, takenAt.get()));
    }
    if (unread > 0) {
      notes.add(
          "%s: %d issues could not be read; GET /api/v1/sync-runs/failed-issues says why."
              .formatted(projectKey, unread));
    }
    if (vanished > 0) {
      notes.add(
          "%s: %d issues vanished at once and wait for the admin's word."
              .formatted(projectKey, vanished));
    }
    return notes;
  }
}

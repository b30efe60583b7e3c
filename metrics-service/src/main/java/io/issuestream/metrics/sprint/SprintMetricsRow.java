package io.issuestream.metrics.sprint;

import io.issuestream.contracts.metrics.SprintMetricsUpdated;
import io.issuestream.contracts.sprint.SprintState;
import io.issuestream.messaging.EventJson;
import io.issuestream.metrics.ledger.LedgerEntry;
import io.issuestream.metrics.ledger.SprintFigures;
import io.issuestream.metrics.sprint.Ledgers.Worked;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A sprint's figures as they are to be written.
 *
 * @param event under the next revision
 * @param data the event's JSON
 */
record SprintMetricsRow(
    SprintKey key,
    SprintMetricsUpdated event,
    String data,
    boolean deleted,
    SortedSet<String> projectKeys,
    Instant sortedAt) {

  /** Sprints of which no date is known come first: they are the ones still to be planned. */
  private static final Instant UNDATED = Instant.parse("9999-01-01T00:00:00Z");

  /** The row for a ledger, or null if it says what is already kept. */
  static @Nullable SprintMetricsRow of(Worked worked, @Nullable StoredSprint stored) {
    SortedSet<String> projects = projects(worked);
    var metrics = SprintFigures.of(worked.state(), project(worked), worked.asOf(), worked.ledger());
    String teamId = worked.key().teamId();
    // An issue that moves changes no figure of its sprint, but where the sprint is listed.
    if (stored != null
        && stored.projectKeys().equals(projects)
        && Arrays.equals(
            stored.data(),
            EventJson.write(new SprintMetricsUpdated(teamId, stored.revision(), metrics)))) {
      return null;
    }
    long revision = stored == null ? 1 : stored.revision() + 1;
    var event = new SprintMetricsUpdated(teamId, revision, metrics);
    return new SprintMetricsRow(
        worked.key(),
        event,
        new String(EventJson.write(event), StandardCharsets.UTF_8),
        worked.state().deleted(),
        projects,
        sortedAt(worked.state()));
  }

  private static SortedSet<String> projects(Worked worked) {
    var projects = new TreeSet<String>();
    if (worked.state().jiraProjectKey() != null) {
      projects.add(worked.state().jiraProjectKey());
    }
    for (LedgerEntry entry : worked.ledger().entries()) {
      projects.add(entry.issue().projectKey());
    }
    return projects;
  }

  /** The board's project, else the one with most issues in the sprint, by key among equals. */
  private static @Nullable String project(Worked worked) {
    if (worked.state().jiraProjectKey() != null) {
      return worked.state().jiraProjectKey();
    }
    var counts = new TreeMap<String, Integer>();
    for (LedgerEntry entry : worked.ledger().entries()) {
      counts.merge(entry.issue().projectKey(), 1, Integer::sum);
    }
    String most = null;
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      if (most == null || count.getValue() > counts.getOrDefault(most, 0)) {
        most = count.getKey();
      }
    }
    return most;
  }

  private static Instant sortedAt(SprintState sprint) {
    for (Instant date :
        Arrays.asList(
            sprint.activatedDate(), sprint.startDate(), sprint.completeDate(), sprint.endDate())) {
      if (date != null) {
        return date;
      }
    }
    return UNDATED;
  }
}

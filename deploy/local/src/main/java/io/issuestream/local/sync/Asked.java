package io.issuestream.local.sync;

import io.issuestream.local.cli.Table;
import io.issuestream.local.demo.SyncWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What became of a request: the API's dispatch summary.
 *
 * @param dispatched keys of projects whose sync was asked for
 * @param alreadyRunning keys of those that are being synced
 * @param skipped the others
 */
record Asked(Set<String> dispatched, Set<String> alreadyRunning, List<Skipped> skipped) {

  /** A project that is not synced, and why. */
  record Skipped(String project, String reason) {}

  /**
   * What is asked for.
   *
   * @param projects keys or ids; empty for all that are tracked
   */
  record Wish(List<String> projects, boolean full, Optional<Instant> since) {}

  /** Asks. */
  static Asked of(SyncWatch watch, Wish wish) {
    Asked asked = new Asked(new LinkedHashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
    List<Optional<String>> requests =
        wish.projects().isEmpty()
            ? List.of(Optional.empty())
            : wish.projects().stream().distinct().map(Optional::of).toList();
    for (Optional<String> project : requests) {
      asked.add(watch.request(project, wish.full(), wish.since()));
    }
    asked.dispatched.forEach(watch::awaitAnother);
    return asked;
  }

  private void add(JsonNode answer) {
    answer.path("dispatched").forEach(key -> dispatched.add(key.asString()));
    answer.path("alreadyRunning").forEach(key -> alreadyRunning.add(key.asString()));
    for (JsonNode one : answer.path("skipped")) {
      skipped.add(new Skipped(one.path("project").asString(), one.path("reason").asString()));
    }
  }

  /** The projects whose syncs go on now. */
  Set<String> underWay() {
    Set<String> keys = new LinkedHashSet<>(dispatched);
    keys.addAll(alreadyRunning);
    return keys;
  }

  boolean isEmpty() {
    return underWay().isEmpty() && skipped.isEmpty();
  }

  List<String> lines() {
    Table table = new Table("PROJECT", "SYNC", "");
    dispatched.forEach(key -> table.row(key, "dispatched", ""));
    alreadyRunning.forEach(key -> table.row(key, "already running", ""));
    skipped.forEach(one -> table.row(one.project(), "skipped", one.reason()));
    return table.lines();
  }
}

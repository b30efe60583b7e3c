package io.issuestream.local.chaos;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A client that reads everything there is to read, all the time, and repeats nothing. */
final class Reader {
  private static final List<String> PATHS =
      List.of(
          "/api/v1/integration/jira/connection",
          "/api/v1/integration/jira/sync",
          "/api/v1/webhooks/events",
          "/api/v1/webhooks/stats",
          "/api/v1/issues/status",
          "/api/v1/issues/AA-1",
          "/api/v1/sync-runs",
          "/api/v1/team-members",
          "/api/v1/user-matches",
          "/api/v1/metrics/sprints",
          "/api/v1/metrics/velocity?project=AA",
          "/api/v1/metrics/flow",
          "/api/v1/metrics/status",
          "/api/v1/pull-requests",
          "/api/v1/pr-linkage",
          "/api/v1/insights",
          "/api/v1/insights/status");

  private final Api api;
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicLong answers = new AtomicLong();

  Reader(Api api) {
    this.api = api;
  }

  /** Reads each thing once. */
  void readAll() {
    for (String path : PATHS) {
      try {
        var _ = api.get(path);
        answers.incrementAndGet();
      } catch (ApiRefused e) {
        // Deleted, moved: that is an answer. Anything else is not.
        if (e.status() == 404 && path.startsWith("/api/v1/issues/AA")) {
          answers.incrementAndGet();
        } else {
          errors.add(Instant.now() + " " + e.getMessage());
        }
      } catch (UncheckedIOException e) {
        errors.add(Instant.now() + " " + path + ": " + e.getCause());
      }
    }
  }

  long answers() {
    return answers.get();
  }

  List<String> errors() {
    return errors;
  }
}

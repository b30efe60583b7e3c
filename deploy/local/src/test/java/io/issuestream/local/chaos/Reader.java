package io.issuestream.local.chaos;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A client that reads everything there is to read, all the time, and repeats nothing. */
final class Reader {
  private static final List<String> PATHS =
      List.of(
          "/api/v1/integration/jira/connection",
          "/api/v1/integration/jira/sync",
          "/api/v1/webhooks/events",
          "/api/v1/webhooks/stats",
          "/api/v1/webhooks/health",
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
  private final List<String> errors = new ArrayList<>();
  private long answers;
  private volatile boolean over;

  Reader(Api api) {
    this.api = api;
  }

  /** Reads until told to stop. */
  void run() {
    while (!over) {
      for (String path : PATHS) {
        try {
          var _ = api.get(path);
          answers++;
        } catch (ApiRefused e) {
          // Deleted, moved: that is an answer. Anything else is not.
          if (e.status() == 404 && path.startsWith("/api/v1/issues/AA")) {
            answers++;
          } else {
            errors.add(String.valueOf(e.getMessage()));
          }
        } catch (UncheckedIOException e) {
          errors.add(path + ": " + e.getCause());
        }
      }
    }
  }

  void stop() {
    over = true;
  }

  long answers() {
    return answers;
  }

  List<String> errors() {
    return errors;
  }
}

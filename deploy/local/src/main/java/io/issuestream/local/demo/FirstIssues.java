package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Measures how soon after the choice of a project its first issue can be read; beside everything
 * else.
 */
final class FirstIssues implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(50);

  private final Api api;
  private final Map<String, Duration> found = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Begins to look.
   *
   * @param before issues that each project had in the store before it was chosen, by key; those are
   *     not measured
   */
  FirstIssues(Api api, List<Selection.Chosen> chosen, JsonNode before) {
    this.api = api;
    for (Selection.Chosen project : chosen) {
      if (before.path(project.key()).asLong() == 0) {
        Thread.ofVirtual().start(() -> look(project));
      }
    }
  }

  /** Empty while there is none, and for a project that had issues before. */
  Optional<Duration> of(String projectKey) {
    return Optional.ofNullable(found.get(projectKey));
  }

  @Override
  public void close() {
    closed = true;
  }

  private void look(Selection.Chosen project) {
    String path = "/api/v1/issues?limit=1&project=" + Pages.encode(project.key());
    while (!closed) {
      if (isThere(path)) {
        found.put(project.key(), Duration.between(project.answeredAt(), Instant.now()));
        return;
      }
      Pause.of(PACE);
    }
  }

  private boolean isThere(String path) {
    try {
      return !api.get(path).path("items").isEmpty();
    } catch (ApiRefused | UncheckedIOException refused) {
      return false; // Not known at all yet, or nobody to ask.
    }
  }
}

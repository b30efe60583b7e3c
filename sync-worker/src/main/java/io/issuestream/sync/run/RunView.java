package io.issuestream.sync.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as the API shows it. */
record RunView(
    UUID runId,
    String connectionId,
    String projectId,
    String projectKey,
    String trigger,
    boolean full,
    String stage,
    @Nullable Long total,
    long fetched,
    long created,
    long updated,
    long unchanged,
    long failed,
    long deleted,
    long apiCallsCount,
    @Nullable Long syncDurationMs,
    int attempt,
    @Nullable Instant nextAttemptAt,
    List<String> problems,
    @Nullable String error,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  static RunView of(SyncRun run) {
    Instant started = run.startedAt();
    Instant finished = run.finishedAt();
    return new RunView(
        run.runId(),
        run.connectionId(),
        run.projectId(),
        run.projectKey(),
        run.trigger().toString(),
        run.full(),
        run.stage().toString(),
        run.total(),
        run.counts().fetched(),
        run.counts().created(),
        run.counts().updated(),
        run.counts().unchanged(),
        run.counts().failed(),
        run.deleted(),
        run.apiCalls(),
        started == null || finished == null ? null : Duration.between(started, finished).toMillis(),
        run.attempt(),
        finished == null && run.error() != null ? run.nextAttemptAt() : null,
        run.problems(),
        run.error(),
        run.requestedAt(),
        started,
        finished);
  }
}

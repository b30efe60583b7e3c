package io.issuestream.sync.issue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A failed issue as the API shows it. */
record FailedIssueView(
    String reference,
    @Nullable Long id,
    @Nullable String key,
    String projectKey,
    String reason,
    UUID runId,
    int attempts,
    Instant firstFailedAt,
    Instant lastFailedAt) {}

package io.issuestream.sync.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a page adds to its run.
 *
 * @param mark how far its window is read with it; null for a page outside the walk
 * @param highWater greatest {@code updated} of the page
 * @param serverTime Jira's clock when it answered; the first page's stands for the run's begin
 * @param counts what became of the page's issues
 * @param apiCalls calls to Jira of this try that are not counted in the row yet
 */
public record Checkpoint(
    @Nullable WindowMark mark,
    @Nullable Instant highWater,
    @Nullable Instant serverTime,
    RunCounts counts,
    long apiCalls) {}

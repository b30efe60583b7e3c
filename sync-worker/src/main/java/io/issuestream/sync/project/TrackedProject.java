package io.issuestream.sync.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project and how far it has been read.
 *
 * @param watermark greatest {@code updated} up to which everything is stored; null before the first
 *     whole read
 * @param readWith fingerprint of the {@link FieldBasis} the watermark holds for
 * @param hidden whether Jira did not show it when it was last looked for
 * @param basis the fields found last; null before they were found once
 */
public record TrackedProject(
    String teamId,
    String projectId,
    String projectKey,
    @Nullable Instant watermark,
    @Nullable String readWith,
    boolean hidden,
    @Nullable FieldBasis basis) {}

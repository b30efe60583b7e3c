package io.issuestream.jira;

import org.jspecify.annotations.Nullable;

/**
 * What a board's settings say about estimates.
 *
 * @param boardId the board
 * @param estimationFieldId field in which the board's issues are estimated, from {@code
 *     estimation.field.fieldId}; null for boards that count issues
 * @param estimationFieldName its name to show
 */
public record BoardConfiguration(
    long boardId, @Nullable String estimationFieldId, @Nullable String estimationFieldName) {}

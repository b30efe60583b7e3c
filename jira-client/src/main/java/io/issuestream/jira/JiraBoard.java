package io.issuestream.jira;

import org.jspecify.annotations.Nullable;

/**
 * An agile board.
 *
 * @param id Jira's number
 * @param name name to show
 * @param type {@code scrum}, {@code kanban} or {@code simple}; empty when not told
 * @param projectKey the project it is placed in; null for boards of persons and where not told
 */
public record JiraBoard(long id, String name, String type, @Nullable String projectKey) {}

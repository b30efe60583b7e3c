package io.issuestream.sandbox.data;

import java.util.List;

/**
 * A Scrum board.
 *
 * @param id numeric id
 * @param name as people see it
 * @param projectKeys the projects with issues in its sprints, the one with the most of them first
 */
public record Board(long id, String name, List<String> projectKeys) {}

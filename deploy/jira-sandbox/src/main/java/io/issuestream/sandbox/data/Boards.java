package io.issuestream.sandbox.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The boards that the sprints name, and which projects each belongs to, counted from the issues.
 */
final class Boards {
  private Boards() {}

  /** Counts each board's projects over all issues; a board without issues belongs to no project. */
  static List<Board> count(
      Collection<ProjectIssues> projects, Sprints sprints, Map<Long, String> names) {
    Map<Long, Map<String, Integer>> counts = new TreeMap<>();
    for (Sprint sprint : sprints.all()) {
      if (sprint.boardId() != null) {
        counts.computeIfAbsent(sprint.boardId(), id -> new TreeMap<>());
      }
    }
    for (ProjectIssues project : projects) {
      for (int i = 0; i < project.size(); i++) {
        Issue issue = project.get(i);
        for (long id : issue.sprintIds()) {
          Map<String, Integer> board = counts.get(boardOf(sprints.get(id)));
          if (board != null) {
            board.merge(issue.projectKey(), 1, Integer::sum);
          }
        }
      }
    }
    List<Board> boards = new ArrayList<>();
    counts.forEach((id, by) ->
        boards.add(new Board(id, names.getOrDefault(id, "Board " + id), mostFirst(by))));
    return List.copyOf(boards);
  }

  private static long boardOf(@Nullable Sprint sprint) {
    return sprint == null || sprint.boardId() == null ? -1 : sprint.boardId();
  }

  private static List<String> mostFirst(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }
}

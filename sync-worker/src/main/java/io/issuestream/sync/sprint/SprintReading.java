package io.issuestream.sync.sprint;

import io.issuestream.jira.JiraBoard;
import io.issuestream.jira.JiraSprint;
import org.jspecify.annotations.Nullable;

/**
 * A sprint as somewhere told.
 *
 * @param boardName name of the board it was made on, where known
 * @param projectKey the project of its board, else one whose issues name it
 * @param byBoard whether a board told it, which outranks an issue
 * @param projectSure whether the project is the board's own
 */
public record SprintReading(
    JiraSprint sprint,
    @Nullable String boardName,
    String projectKey,
    boolean byBoard,
    boolean projectSure) {

  /** As an issue names it. */
  public static SprintReading named(JiraSprint sprint, String projectKey) {
    return new SprintReading(sprint, null, projectKey, false, false);
  }

  /**
   * As a board lists it. A board also shows sprints made on others; those keep their own board's
   * name.
   *
   * @param readFor the project whose boards are read
   */
  public static SprintReading listed(JiraSprint sprint, JiraBoard board, String readFor) {
    Long origin = sprint.boardId();
    boolean own = origin == null || origin == board.id();
    String project = board.projectKey();
    return new SprintReading(
        own ? madeOn(sprint, board.id()) : sprint,
        own ? board.name() : null,
        own && project != null ? project : readFor,
        true,
        own && project != null);
  }

  private static JiraSprint madeOn(JiraSprint sprint, long boardId) {
    return new JiraSprint(
        sprint.id(),
        boardId,
        sprint.name(),
        sprint.state(),
        sprint.goal(),
        sprint.start(),
        sprint.end(),
        sprint.complete(),
        sprint.activated());
  }
}

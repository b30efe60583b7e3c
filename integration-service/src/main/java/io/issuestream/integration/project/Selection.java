package io.issuestream.integration.project;

import io.issuestream.edge.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a team admin chooses. */
final class Selection {

  private static final int MOST = 1000;

  private Selection() {}

  /**
   * One project as the list showed it.
   *
   * @param projectId Jira's id, which alone decides
   * @param projectKey as shown; has to be that project's
   * @param name as shown; Jira's own counts
   */
  record Choice(@Nullable String projectId, @Nullable String projectKey, @Nullable String name) {

    String requireId() {
      if (projectId == null || projectId.isBlank()) {
        throw Problem.invalid("Give projectId: Jira's id of the project.");
      }
      return projectId;
    }
  }

  /**
   * One project taken in or out.
   *
   * @param action {@code add} or {@code remove}
   */
  record Toggle(
      @Nullable String projectId,
      @Nullable String projectKey,
      @Nullable String name,
      @Nullable String action) {

    Choice choice() {
      return new Choice(projectId, projectKey, name);
    }

    boolean adds() {
      return switch (action) {
        case "add" -> true;
        case "remove" -> false;
        case null, default -> throw Problem.invalid("action is add or remove.");
      };
    }
  }

  /** All that is to be tracked from now on. */
  record Whole(@Nullable List<@Nullable Choice> projects) {

    List<Choice> choices() {
      if (projects == null) {
        throw Problem.invalid("Give projects: the whole selection; an empty list tracks nothing.");
      }
      if (projects.size() > MOST) {
        throw Problem.invalid("At most " + MOST + " projects can be tracked.");
      }
      return projects.stream().map(Whole::required).toList();
    }

    private static Choice required(@Nullable Choice choice) {
      if (choice == null) {
        throw Problem.invalid("projects holds an entry that is null.");
      }
      return choice;
    }
  }

  static List<String> ids(List<Choice> choices) {
    List<String> ids = choices.stream().map(Choice::requireId).toList();
    Set<String> seen = new HashSet<>();
    ids.forEach(id -> {
      if (!seen.add(id)) {
        throw Problem.invalid("Project " + id + " is named twice.");
      }
    });
    return ids;
  }
}

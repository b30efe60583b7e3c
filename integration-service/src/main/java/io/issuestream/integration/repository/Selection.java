package io.issuestream.integration.repository;

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
   * One repository as the list showed it.
   *
   * @param repositoryId GitHub's number, which alone decides
   * @param fullName as shown; GitHub's own counts
   */
  record Choice(@Nullable Long repositoryId, @Nullable String fullName) {

    long requireId() {
      if (repositoryId == null) {
        throw Problem.invalid("Give repositoryId: GitHub's number of the repository.");
      }
      return repositoryId;
    }
  }

  /**
   * One repository taken in or out.
   *
   * @param action {@code add} or {@code remove}
   */
  record Toggle(@Nullable Long repositoryId, @Nullable String fullName, @Nullable String action) {

    Choice choice() {
      return new Choice(repositoryId, fullName);
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
  record Whole(@Nullable List<@Nullable Choice> repositories) {

    List<Long> ids() {
      if (repositories == null) {
        throw Problem.invalid(
            "Give repositories: the whole selection; an empty list tracks nothing.");
      }
      if (repositories.size() > MOST) {
        throw Problem.invalid("At most " + MOST + " repositories can be tracked.");
      }
      List<Long> ids = repositories.stream().map(Whole::required).map(Choice::requireId).toList();
      Set<Long> seen = new HashSet<>();
      ids.forEach(id -> {
        if (!seen.add(id)) {
          throw Problem.invalid("Repository " + id + " is named twice.");
        }
      });
      return ids;
    }

    private static Choice required(@Nullable Choice choice) {
      if (choice == null) {
        throw Problem.invalid("repositories holds an entry that is null.");
      }
      return choice;
    }
  }
}

package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.json.Json;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes and changes sprints. As in Jira this touches no issue: neither {@code updated} nor a
 * history tells of it.
 */
public final class SprintEdits {
  private static final Set<String> STATES = Set.of("future", "active", "closed");
  private static final Set<String> MEMBERS =
      Set.of("boardId", "state", "name", "goal", "startDate", "endDate", "completeDate");

  private final JiraData data;

  /** Of one Jira. */
  public SprintEdits(JiraData data) {
    this.data = data;
  }

  /** Makes a sprint that is yet to come, with an id above all before. */
  public Sprint create(long boardId, String name) {
    return data.change(() -> {
      long last = data.sprints().all().stream().mapToLong(Sprint::id).max().orElse(0);
      Sprint made = new Sprint(last + 1, boardId, "future", name, null, null, null, null);
      data.sprints().put(made);
      return made;
    });
  }

  /**
   * Sets {@code state}, {@code name}, {@code goal}, {@code startDate}, {@code endDate}, {@code
   * completeDate} or {@code boardId}; dates are texts as Jira writes them, null takes one away.
   *
   * @throws EditRefused if the sprint, a member or a state is not known
   */
  public Sprint edit(long id, Map<String, JsonNode> values) {
    return data.change(() -> {
      Sprint was = data.sprints().get(id);
      if (was == null) {
        throw EditRefused.because("There is no sprint with the id " + id + ".");
      }
      if (!MEMBERS.containsAll(values.keySet())) {
        throw EditRefused.because("A sprint has only " + MEMBERS + ".");
      }
      String state = text(values, "state", was.state());
      String name = text(values, "name", was.name());
      if (state == null || name == null || !STATES.contains(state)) {
        throw EditRefused.because("A sprint has a name, and is one of " + STATES + ".");
      }
      JsonNode board = values.get("boardId");
      Sprint is =
          new Sprint(
              id,
              board == null ? was.boardId() : Json.whole(Json.object().set("b", board), "b"),
              state,
              name,
              text(values, "goal", was.goal()),
              text(values, "startDate", was.start()),
              text(values, "endDate", was.end()),
              text(values, "completeDate", was.complete()));
      data.sprints().put(is);
      return is;
    });
  }

  private static @Nullable String text(
      Map<String, JsonNode> values, String member, @Nullable String otherwise) {
    JsonNode value = values.get(member);
    if (value == null) {
      return otherwise;
    }
    return value.isNull() ? null : value.asString("");
  }
}

package io.issuestream.sandbox.edit;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Field.Role;
import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.edit.ChangeItem.Name;
import io.issuestream.sandbox.edit.ChangeItem.Side;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Putting an issue in a sprint. As in Jira, the closed sprints it was in stay: a number adds that
 * sprint to them, null leaves only them. A list of numbers is taken as it is.
 */
final class SprintEdit {
  private final JiraData data;

  SprintEdit(JiraData data) {
    this.data = data;
  }

  @Nullable FieldEdit of(Issue issue, JsonNode value) {
    long[] before = issue.sprintIds();
    LongStream closed = Arrays.stream(before).filter(this::closed);
    long[] after;
    if (value.isArray()) {
      after = value.valueStream().mapToLong(this::known).toArray();
    } else if (value.isNull()) {
      after = closed.toArray();
    } else {
      after = LongStream.concat(closed, LongStream.of(known(value))).distinct().toArray();
    }
    if (Arrays.equals(before, after)) {
      return null;
    }
    return new FieldEdit(
        data.fields().field(Field.SPRINT_ID, Role.SPRINT),
        new byte[0],
        after,
        new ChangeItem(Name.of("Sprint"), Field.SPRINT_ID, side(before), side(after)));
  }

  private long known(JsonNode value) {
    long id = value.asLong(-1);
    if (data.sprints().get(id) == null) {
      throw EditRefused.because("There is no sprint with the id " + value + ".");
    }
    return id;
  }

  private boolean closed(long id) {
    Sprint sprint = data.sprints().get(id);
    return sprint != null && sprint.closed();
  }

  /** Jira writes no sprint as an empty text, not as null. */
  private Side side(long[] ids) {
    String numbers = Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String names =
        Arrays.stream(ids)
            .mapToObj(data.sprints()::get)
            .map(sprint -> sprint == null ? "" : sprint.name())
            .collect(Collectors.joining(", "));
    return Side.of(numbers, names);
  }
}

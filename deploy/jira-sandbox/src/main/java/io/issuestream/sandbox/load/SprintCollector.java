package io.issuestream.sandbox.load;

import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.data.Sprints;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Gathers an issue's sprints from whichever fields hold them, in the order of the data, the open
 * one last.
 */
final class SprintCollector {
  private final Sprints sprints;

  SprintCollector(Sprints sprints) {
    this.sprints = sprints;
  }

  long[] collect(JsonNode fields) {
    Set<Long> ids = new LinkedHashSet<>();
    for (var member : fields.properties()) {
      JsonNode value = member.getValue();
      if (!member.getKey().equals("closedSprints") && SprintShapes.isList(value)) {
        value.forEach(element -> keep(element, ids));
      }
    }
    JsonNode own = fields.get(Field.SPRINT_ID);
    if (own != null && own.isArray() && !SprintShapes.isList(own)) {
      own.forEach(element -> keep(element, ids));
    }
    fields.path("closedSprints").forEach(element -> keep(element, ids));
    keep(fields.get("sprint"), ids);
    return ids.stream().mapToLong(Long::longValue).toArray();
  }

  private void keep(@Nullable JsonNode value, Set<Long> ids) {
    Sprint sprint = value == null ? null : SprintShapes.read(value);
    if (sprint != null) {
      sprints.put(sprint);
      ids.add(sprint.id());
    }
  }
}

package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import org.jspecify.annotations.Nullable;

/**
 * Writes an issue's sprints: the custom field of the surface and, in agile answers, the two agile
 * members as well.
 */
final class SprintField {
  private SprintField() {}

  /** Writes what is selected and says whether the object is still without a member. */
  static boolean write(
      long[] ids,
      FieldSelection selection,
      Rendering as,
      Sprints sprints,
      boolean first,
      JsonBytes out) {
    boolean still = first;
    if (selection.shows(Field.SPRINT_ID)) {
      name(Field.SPRINT_ID, still, out);
      still = false;
      custom(ids, as, sprints, out);
    }
    if (as.agile() && selection.shows("sprint")) {
      name("sprint", still, out);
      still = false;
      Sprint open = open(ids, sprints);
      if (open == null) {
        out.ascii("null");
      } else {
        Sprints.writeAgile(open, as, out);
      }
    }
    if (as.agile() && selection.shows("closedSprints") && anyClosed(ids, sprints)) {
      name("closedSprints", still, out);
      still = false;
      closed(ids, as, sprints, out);
    }
    return still;
  }

  private static void custom(long[] ids, Rendering as, Sprints sprints, JsonBytes out) {
    if (ids.length == 0) {
      out.ascii("null");
      return;
    }
    out.raw('[');
    for (int i = 0; i < ids.length; i++) {
      if (i > 0) {
        out.raw(',');
      }
      sprints.writeElement(ids[i], as.surface(), out);
    }
    out.raw(']');
  }

  private static void closed(long[] ids, Rendering as, Sprints sprints, JsonBytes out) {
    out.raw('[');
    boolean some = false;
    for (long id : ids) {
      Sprint sprint = sprints.get(id);
      if (sprint != null && sprint.closed()) {
        if (some) {
          out.raw(',');
        }
        some = true;
        Sprints.writeAgile(sprint, as, out);
      }
    }
    out.raw(']');
  }

  private static @Nullable Sprint open(long[] ids, Sprints sprints) {
    for (int i = ids.length - 1; i >= 0; i--) {
      Sprint sprint = sprints.get(ids[i]);
      if (sprint != null && !sprint.closed()) {
        return sprint;
      }
    }
    return null;
  }

  private static boolean anyClosed(long[] ids, Sprints sprints) {
    for (long id : ids) {
      Sprint sprint = sprints.get(id);
      if (sprint != null && sprint.closed()) {
        return true;
      }
    }
    return false;
  }

  private static void name(String name, boolean first, JsonBytes out) {
    if (!first) {
      out.raw(',');
    }
    out.raw('"').ascii(name).raw('"').raw(':');
  }
}

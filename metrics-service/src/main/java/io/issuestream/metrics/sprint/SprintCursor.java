package io.issuestream.metrics.sprint;

import io.issuestream.edge.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a part of the list of sprints ended. */
record SprintCursor(Instant sortedAt, long sprintId) {

  static String of(StoredSprint sprint) {
    String text = sprint.sortedAt() + "/" + sprint.key().sprintId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #of} made; null stays null.
   *
   * @throws Problem (400) if it is something else
   */
  static @Nullable SprintCursor parse(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int slash = text.indexOf('/');
      return new SprintCursor(
          Instant.parse(text.substring(0, Math.max(0, slash))),
          Long.parseLong(text.substring(slash + 1)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      throw Problem.invalid("after is the value of next in the part before, unchanged.");
    }
  }
}

package io.issuestream.jira;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sprint, whichever way Jira wrote it.
 *
 * @param id Jira's number
 * @param boardId the board it was made on; it may show on others too. Null where not told
 * @param name name to show
 * @param state where it stands
 * @param goal null when none is set
 * @param start planned start, which Jira sets to the real one when the sprint is started
 * @param end planned end
 * @param complete when it was closed
 * @param activated when it was really started, where Jira tells
 */
public record JiraSprint(
    long id,
    @Nullable Long boardId,
    String name,
    State state,
    @Nullable String goal,
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable Instant complete,
    @Nullable Instant activated) {

  /** A sprint's life. */
  public enum State {
    /** Planned. */
    FUTURE,
    /** Running. */
    ACTIVE,
    /** Over. */
    CLOSED
  }
}

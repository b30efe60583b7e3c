package io.issuestream.sandbox.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sprint, whatever shape it was read from. Dates keep the text they came with: {@code Z} or an
 * offset.
 *
 * @param id the sprint's id
 * @param boardId the board it was made on, null where the data does not say
 * @param state {@code future}, {@code active} or {@code closed}, in lower case
 * @param name may hold any character, commas and brackets included
 * @param goal null where there is none
 * @param start planned start, null for a sprint not planned yet
 * @param end planned end
 * @param complete when it was closed
 */
public record Sprint(
    long id,
    @Nullable Long boardId,
    String state,
    String name,
    @Nullable String goal,
    @Nullable String start,
    @Nullable String end,
    @Nullable String complete) {

  /** Takes the state in any case. */
  public Sprint {
    state = state.toLowerCase(Locale.ROOT);
  }

  /** Whether the sprint is over. */
  public boolean closed() {
    return state.equals("closed");
  }
}

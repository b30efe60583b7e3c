package io.issuestream.messaging.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done with letters.
 *
 * @param letters in the order of their records
 * @param next where to go on, as the last letter looked at; null where no more are meant
 */
public record Dealt(List<Result> letters, @Nullable LetterId next) {

  public Dealt {
    letters = List.copyOf(letters);
  }

  /** How it ended for one letter. */
  public enum Outcome {
    /** Its event had its effect, or is older than what is held; the letter is gone. */
    RETRIED,
    /** Its aggregate was erased since, so that nothing was done; the letter is gone. */
    SUPERSEDED,
    /** It failed again; the letter stays. */
    FAILED,
    /** The letter is gone. */
    DISCARDED
  }

  /**
   * One letter.
   *
   * @param code why it failed; null where it did not
   */
  public record Result(LetterId id, Outcome outcome, @Nullable String code) {}
}

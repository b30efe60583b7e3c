package io.issuestream.local.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides, look by look, when enough was seen. Places in motion differ for moments; what differs
 * lastingly is the same in two looks one after the other.
 */
final class Settling {

  private @Nullable Look before;

  /**
   * What can be said.
   *
   * @param differences the lasting ones
   * @param reason why it could not be told; empty otherwise
   */
  record Verdict(Outcome outcome, List<Difference> differences, String reason) {}

  /**
   * Takes the next look.
   *
   * @param last whether there is no time for another
   * @return empty for looking again
   */
  Optional<Verdict> after(Look look, boolean last) {
    Look earlier = before;
    before = look;
    if (look.isEqual()) {
      return Optional.of(new Verdict(Outcome.EQUAL, List.of(), ""));
    }
    boolean stood =
        earlier != null
            && earlier.isStill()
            && look.isStill()
            && earlier.differences().equals(look.differences());
    if (stood) {
      return Optional.of(new Verdict(Outcome.DIFFERENT, look.differences(), ""));
    }
    return last ? Optional.of(atLast(look, earlier)) : Optional.empty();
  }

  private static Verdict atLast(Look look, @Nullable Look earlier) {
    List<Difference> lasting =
        earlier == null && !look.isStill()
            ? List.of()
            : look.differences().stream()
                .filter(one -> earlier == null || earlier.differences().contains(one))
                .toList();
    return lasting.isEmpty()
        ? new Verdict(Outcome.UNTOLD, look.differences(), motion(look))
        : new Verdict(Outcome.DIFFERENT, lasting, "");
  }

  private static String motion(Look look) {
    String waiting =
        look.waiting().stream()
            .filter(Waiting::settles)
            .map(one -> "%s: %d %s".formatted(one.place(), one.count(), one.what()))
            .collect(Collectors.joining(", "));
    return "It did not come to rest"
        + (waiting.isEmpty()
            ? "; what differed changed from look to look."
            : " (" + waiting + ").");
  }
}

package io.issuestream.local.letters;

import io.issuestream.local.cli.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Does something with letters, portion by portion, and tells how it goes. */
final class Dealing {

  private final Office office;
  private final PrintWriter out;
  private final Map<String, Integer> outcomes = new LinkedHashMap<>();
  private final Table failed = new Table("LETTER", "FAILED AGAIN");

  Dealing(Office office, PrintWriter out) {
    this.office = office;
    this.out = out;
  }

  /**
   * Does it with all that are meant.
   *
   * @param what {@code retry} or {@code discard}
   * @param more what the order says beside which
   * @return whether none failed
   */
  boolean all(String what, Meant meant, Map<String, Object> more, String team) {
    Optional<String> after = Optional.empty();
    int done = 0;
    do {
      Map<String, Object> order = new LinkedHashMap<>(meant.order());
      order.putAll(more);
      after.ifPresent(id -> order.put("after", id));
      JsonNode dealt = office.deal(what, order, team);
      dealt.path("letters").forEach(this::note);
      done += dealt.path("letters").size();
      after = Optional.ofNullable(dealt.path("next").asString(null));
      if (after.isPresent()) {
        out.println(done + " done, up to " + after.get());
        out.flush();
      }
    } while (after.isPresent());
    return told();
  }

  private void note(JsonNode letter) {
    String outcome = letter.path("outcome").asString("");
    outcomes.merge(outcome, 1, Integer::sum);
    if (outcome.equals("failed")) {
      failed.row(letter.path("id").asString(""), letter.path("code").asString(""));
    }
  }

  private boolean told() {
    if (outcomes.isEmpty()) {
      out.println("There are no such dead letters.");
      return true;
    }
    if (outcomes.containsKey("failed")) {
      failed.lines().forEach(out::println);
      out.println();
    }
    outcomes.forEach((outcome, count) -> out.println(count + " " + words(outcome)));
    return !outcomes.containsKey("failed");
  }

  private static String words(String outcome) {
    return switch (outcome) {
      case "retried" -> "retried with success; the letters are gone.";
      case "superseded" -> "erased since, so that nothing was done; the letters are gone.";
      case "failed" -> "failed again; the letters stay.";
      case "discarded" -> "discarded.";
      default -> outcome;
    };
  }
}

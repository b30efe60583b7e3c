package io.issuestream.matching.match;

import io.issuestream.edge.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a part of the list ended. */
record MatchCursor(String personId, String displayName) {

  static String of(MatchView last) {
    String text = last.personId() + " " + last.displayName();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor back.
   *
   * @throws Problem (400) if it is none of ours
   */
  static MatchCursor parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int blank = text.indexOf(' ');
      return new MatchCursor(text.substring(0, blank), text.substring(blank + 1));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException notOurs) {
      throw Problem.invalid(
          "after is not a cursor of this list; leave it out to begin at the start.");
    }
  }
}

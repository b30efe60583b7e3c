package io.issuestream.insights.pullrequest;

import io.issuestream.edge.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/** Where a part of the list ended. */
record PullRequestCursor(Instant createdAt, String id) {

  static String of(PullRequestView last) {
    String text = last.createdAt() + " " + last.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor back.
   *
   * @throws Problem (400) if it is none of ours
   */
  static PullRequestCursor parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int blank = text.indexOf(' ');
      return new PullRequestCursor(
          Instant.parse(text.substring(0, Math.max(blank, 0))), text.substring(blank + 1));
    } catch (IllegalArgumentException | DateTimeParseException notOurs) {
      throw Problem.invalid(
          "after is not a cursor of this list; leave it out to begin at the start.");
    }
  }
}

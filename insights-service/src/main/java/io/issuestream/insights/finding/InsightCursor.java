package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Insight;
import io.issuestream.edge.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a part of the list ended.
 *
 * @param place of the severity: 1 for critical, 3 for information
 */
record InsightCursor(int place, String insightId) {

  static String of(Insight last) {
    int place =
        switch (last.severity()) {
          case CRITICAL -> 1;
          case WARNING -> 2;
          case INFO -> 3;
        };
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((place + last.insightId()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a cursor back.
   *
   * @throws Problem (400) if it is none of ours
   */
  static InsightCursor parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      return new InsightCursor(Integer.parseInt(text.substring(0, 1)), text.substring(1));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException notOurs) {
      throw Problem.invalid(
          "after is not a cursor of this list; leave it out to begin at the start.");
    }
  }
}

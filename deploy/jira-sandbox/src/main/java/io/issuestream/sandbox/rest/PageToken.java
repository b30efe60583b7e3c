package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.SortPoint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Cloud's page token: the place of a page's last issue in the order, tied to its query. Stateless,
 * so a token lives as long as the sandbox and a page can be asked for twice.
 */
record PageToken(long id, String projectKey, long number, long created, long updated)
    implements SortPoint {

  static String after(Issue last, String jql) {
    String text =
        String.join(
            "|",
            "1",
            Integer.toHexString(jql.hashCode()),
            Long.toString(last.id()),
            last.key(),
            Long.toString(last.created()),
            Long.toString(last.updated()));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place a token means, or null where it is none or belongs to another query. */
  static @Nullable PageToken read(String token, String jql) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\\|", -1);
      if (parts.length != 6 || !parts[1].equals(Integer.toHexString(jql.hashCode()))) {
        return null;
      }
      return new PageToken(
          Long.parseLong(parts[2]),
          Issue.projectOf(parts[3]),
          Issue.numberOf(parts[3]),
          Long.parseLong(parts[4]),
          Long.parseLong(parts[5]));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

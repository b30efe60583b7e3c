package io.issuestream.jira;

/**
 * Where the next page of a search starts. Opaque: a token on Cloud (dead after 7 days), an offset
 * on Data Center. Keep it as text and hand it back with the same query.
 *
 * @param value the text
 */
public record SearchCursor(String value) {

  /** Refuses an empty cursor, which would silently start over. */
  public SearchCursor {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("A search cursor is never empty.");
    }
  }
}

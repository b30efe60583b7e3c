package io.issuestream.sandbox.data;

/** What issues are sorted by: an issue, or the remembered place of the last one of a page. */
public interface SortPoint {
  /** Numeric id. */
  long id();

  /** Project key, the first half of sorting by key. */
  String projectKey();

  /** Number in the key, the second half. */
  long number();

  /** Epoch milliseconds. */
  long created();

  /** Epoch milliseconds. */
  long updated();
}

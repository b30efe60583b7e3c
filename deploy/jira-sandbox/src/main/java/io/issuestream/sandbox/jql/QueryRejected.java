package io.issuestream.sandbox.jql;

/** A query that Jira would answer with 400; the message is the one for {@code errorMessages}. */
public final class QueryRejected extends RuntimeException {
  /** With Jira's message. */
  public QueryRejected(String message) {
    super(message);
  }

  /** The message, never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}

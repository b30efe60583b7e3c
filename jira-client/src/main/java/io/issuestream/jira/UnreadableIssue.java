package io.issuestream.jira;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One issue lacks what every issue must have. Checked, because it concerns a single issue: the
 * caller records it and goes on with the next.
 */
public final class UnreadableIssue extends Exception {

  private final @Nullable Long id;
  private final @Nullable String key;
  private final String reason;

  UnreadableIssue(IssueDocument document, String reason, @Nullable Throwable cause) {
    super(name(document) + " cannot be read: " + reason, cause);
    OptionalLong hint = document.idHint();
    this.id = hint.isPresent() ? hint.getAsLong() : null;
    this.key = document.keyHint();
    this.reason = reason;
  }

  /** Jira's number of the issue, as far as it could be made out. */
  public @Nullable Long id() {
    return id;
  }

  /** Key of the issue, as far as it could be made out. */
  public @Nullable String key() {
    return key;
  }

  /** Why, in words for the team admin. */
  public String reason() {
    return reason;
  }

  private static String name(IssueDocument document) {
    String key = document.keyHint();
    if (key != null) {
      return "Issue " + key;
    }
    OptionalLong id = document.idHint();
    return id.isPresent() ? "Issue with id " + id.getAsLong() : "An issue without id and key";
  }
}

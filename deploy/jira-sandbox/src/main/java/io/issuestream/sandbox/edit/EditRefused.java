package io.issuestream.sandbox.edit;

/** An edit that cannot be done; the message is one plain sentence saying what to do instead. */
public final class EditRefused extends RuntimeException {
  private final boolean unknownIssue;

  private EditRefused(String message, boolean unknownIssue) {
    super(message);
    this.unknownIssue = unknownIssue;
  }

  /** There is no such issue. */
  public static EditRefused unknownIssue(String key) {
    return new EditRefused("There is no issue " + key + ".", true);
  }

  /** For a reason said in a sentence. */
  public static EditRefused because(String reason) {
    return new EditRefused(reason, false);
  }

  /** Whether the issue itself is not there. */
  public boolean isUnknownIssue() {
    return unknownIssue;
  }
}

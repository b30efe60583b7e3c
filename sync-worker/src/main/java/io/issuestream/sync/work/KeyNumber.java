package io.issuestream.sync.work;

import io.issuestream.jira.IssueDocument;
import java.util.OptionalLong;

/** The number in an issue's key: how far it is in its project. */
final class KeyNumber {

  private KeyNumber() {}

  /** Empty where the issue tells no key, or one of another project. */
  static OptionalLong of(IssueDocument issue, String projectKey) {
    String key = issue.keyHint();
    if (key == null || !key.startsWith(projectKey + "-")) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(key.substring(projectKey.length() + 1)));
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }
}

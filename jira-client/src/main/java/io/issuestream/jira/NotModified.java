package io.issuestream.jira;

/**
 * Jira says that what it answered before still holds (304). Not a failure: nobody outside sees it.
 */
final class NotModified extends RuntimeException {

  NotModified() {
    super("not modified", null, false, false);
  }
}

package io.issuestream.sandbox.generate;

/**
 * A merged pull request in few bytes; its deliveries are written when they are asked for.
 *
 * @param number its number in the repository, from 1
 * @param project place of the project whose repository it is in
 * @param issue number of the issue it was made for
 * @param naming how it names the issue
 * @param created epoch milliseconds
 * @param reviewed when the approving review was given
 * @param merged when it was merged
 * @param author place of the author among the people
 * @param reviewer place of the reviewer
 * @param additions lines added
 * @param deletions lines deleted
 * @param files files changed
 * @param commits how many commits
 */
record PullRequest(
    int number,
    int project,
    int issue,
    Naming naming,
    long created,
    long reviewed,
    long merged,
    int author,
    int reviewer,
    int additions,
    int deletions,
    int files,
    int commits) {

  /** Where an issue's key is written. */
  enum Naming {
    TITLE,
    BRANCH,
    BODY,
    COMMIT,
    NOWHERE
  }
}

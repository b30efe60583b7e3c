package io.issuestream.sandbox.generate;

/**
 * A pull request in few bytes; what is told of it is written when it is asked for.
 *
 * @param number its number in the repository, from 1
 * @param project place of the project whose repository it is in
 * @param issue number of the issue it was made for
 * @param round 0 for an issue's first pull request, 1 for its second and so on
 * @param naming how it names the issue
 * @param outcome what became of it
 * @param created epoch milliseconds
 * @param reviewed when the approving review was given
 * @param closed when it was merged or closed; of an open one when it would have been
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
    int round,
    Naming naming,
    Outcome outcome,
    long created,
    long reviewed,
    long closed,
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

  /** What became of it. */
  enum Outcome {
    MERGED,
    CLOSED,
    OPEN
  }

  PullRequest numbered(int given) {
    return new PullRequest(
        given, project, issue, round, naming, outcome, created, reviewed, closed, author, reviewer,
        additions, deletions, files, commits);
  }
}

package io.issuestream.integration.pullrequest;

/** A fact, and whose it is. */
record Told<F extends GithubFact>(String teamId, F fact) {

  static PullRequestKey key(Told<GithubFact.PullRequestSeen> seen) {
    return new PullRequestKey(seen.teamId(), seen.fact().repository(), seen.fact().number());
  }
}

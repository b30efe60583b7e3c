package io.issuestream.sandbox.generate;

import java.util.List;

/**
 * A made-up repository on GitHub, with its pull requests.
 *
 * @param id numeric id
 * @param owner login of its owner, an organisation
 * @param name name without the owner
 * @param pullRequests its pull requests by rising number
 */
public record Repository(
    long id, String owner, String name, List<PullRequestDetails> pullRequests) {
  /** The branch everything is merged into. */
  public static final String DEFAULT_BRANCH = "main";

  /** Owner and name. */
  public String fullName() {
    return owner + "/" + name;
  }
}

package io.issuestream.contracts.code;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;

/** A pull request was opened or changed. */
@WireType("io.issuestream.code.pull-request.upserted.v1")
public record PullRequestUpserted(String teamId, long revision, PullRequestState pullRequest)
    implements PullRequestEvent {

  public PullRequestUpserted {
    Checks.event(teamId, revision);
    requireNonNull(pullRequest, "pullRequest");
  }
}

package io.issuestream.contracts.code;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit of a pull request.
 *
 * @param sha the full hash, in hexadecimal
 * @param message cut at 4 KiB
 */
public record PullRequestCommit(String sha, String message, @Nullable Instant authoredAt) {

  public PullRequestCommit {
    Checks.text(sha, "sha");
    requireNonNull(message, "message");
  }
}

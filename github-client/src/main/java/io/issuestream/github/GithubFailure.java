package io.issuestream.github;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why GitHub could not be read, as a fact with a name. Messages and advice never hold a secret, a
 * query or a full address.
 */
public abstract sealed class GithubFailure extends RuntimeException {

  private final String advice;

  private GithubFailure(String fact, String advice, @Nullable Throwable cause) {
    super(fact, cause);
    this.advice = advice;
  }

  /** One sentence that tells the team admin what to do. */
  public String advice() {
    return advice;
  }

  /** Whether trying the same request again later may succeed without anybody doing anything. */
  public boolean isTransient() {
    return false;
  }

  /** The token, or the app's key, is wrong, expired or revoked (401). */
  public static final class CredentialsRejected extends GithubFailure {
    CredentialsRejected(String endpoint, String advice) {
      super("GitHub does not accept the credentials (" + endpoint + ")", advice, null);
    }
  }

  /** The account or app is known but may not do this (403). */
  public static final class AccessForbidden extends GithubFailure {
    AccessForbidden(String endpoint) {
      super(
          "GitHub forbids the account to read " + endpoint,
          "Give the token or app read access to metadata, contents and pull requests of the"
              + " repository, and authorise it for the organisation's single sign-on.",
          null);
    }
  }

  /** GitHub says it is not there, which it also says of what the account may not see (404, 410). */
  public static final class NotFoundOrHidden extends GithubFailure {
    NotFoundOrHidden(String endpoint, String advice) {
      super("GitHub has nothing at " + endpoint + ", or hides it from the account", advice, null);
    }
  }

  /**
   * GitHub tells us to wait: a primary or a secondary limit (403 or 429), or we were told before.
   */
  public static final class RateLimited extends GithubFailure {
    private final @Nullable Duration retryAfter;

    RateLimited(@Nullable Duration retryAfter) {
      super(
          "GitHub asks to wait",
          "Nothing to do: Issuestream goes on by itself when GitHub allows it.",
          null);
      this.retryAfter = retryAfter;
    }

    /** How long to wait from the failure on; empty where GitHub did not say. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }

    @Override
    public boolean isTransient() {
      return true;
    }
  }

  /** GitHub answers with an error of its own (5xx), or cannot be reached. */
  public static final class GithubUnavailable extends GithubFailure {
    GithubUnavailable(String endpoint, int status) {
      super(
          "GitHub failed to answer " + endpoint + " (" + status + ")",
          "Wait until GitHub works again; Issuestream tries by itself.",
          null);
    }

    GithubUnavailable(String endpoint, Throwable cause) {
      super(
          "GitHub cannot be reached for "
              + endpoint
              + " ("
              + cause.getClass().getSimpleName()
              + ")",
          "Check that GitHub can be reached from Issuestream's network.",
          cause);
    }

    @Override
    public boolean isTransient() {
      return true;
    }
  }

  /** No whole answer came within the time limit. */
  public static final class GithubTimedOut extends GithubFailure {
    GithubTimedOut(String endpoint) {
      super(
          "GitHub took too long over " + endpoint,
          "Nothing to do: Issuestream tries again by itself.",
          null);
    }

    @Override
    public boolean isTransient() {
      return true;
    }
  }

  /** GitHub does not understand or refuses the request (other 4xx). */
  public static final class RequestRefused extends GithubFailure {
    RequestRefused(String endpoint, int status) {
      super(
          "GitHub refused the request to " + endpoint + " (" + status + ")",
          "Check that the repository still exists; if it does, Issuestream needs an update.",
          null);
    }
  }

  /** What came back is not what it should be: a page, a torn or an oversized answer, a redirect. */
  public static final class AnswerUnreadable extends GithubFailure {
    AnswerUnreadable(String endpoint, String what, @Nullable Throwable cause) {
      super(
          "GitHub's answer to " + endpoint + " cannot be read: " + what,
          "Check that issuestream.github.api-url leads to GitHub's REST API.",
          cause);
    }
  }
}

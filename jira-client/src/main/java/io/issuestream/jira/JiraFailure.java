package io.issuestream.jira;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why Jira could not be read, as a fact with a name. Messages and advice never hold a secret, a
 * query or a full address.
 */
public abstract sealed class JiraFailure extends RuntimeException {

  private final String advice;

  private JiraFailure(String fact, String advice, @Nullable Throwable cause) {
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

  /** Whether the request path itself should try again, after the wait that its rules give. */
  boolean isWorthRetryingNow() {
    return isTransient();
  }

  /** Whether it says that Jira does not work, which is what the circuit breaker counts. */
  boolean meansJiraIsDown() {
    return false;
  }

  /** How long Jira asked to wait before the next try. */
  Optional<Duration> wishedWait() {
    return Optional.empty();
  }

  /** The credentials are wrong, expired or revoked (401, or treated as anonymous). */
  public static final class CredentialsRejected extends JiraFailure {
    CredentialsRejected(String endpoint) {
      super(
          "Jira does not accept the credentials (" + endpoint + ")",
          "Reconnect Jira with a valid token.",
          null);
    }

    CredentialsRejected(String endpoint, String advice) {
      super("Jira does not accept the credentials (" + endpoint + ")", advice, null);
    }
  }

  /** The connection has no credentials any more: it was removed or revoked meanwhile. */
  public static final class CredentialsWithdrawn extends JiraFailure {
    CredentialsWithdrawn() {
      super("The connection to Jira has ended", "Reconnect Jira.", null);
    }
  }

  /** The access token ended, and the next one did not come in time. */
  public static final class TokenAwaited extends JiraFailure {
    TokenAwaited() {
      super(
          "Jira waits for a new access token, which Atlassian has not given yet",
          "Nothing to do: Issuestream goes on by itself as soon as it has one.",
          null);
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    boolean isWorthRetryingNow() {
      return false;
    }
  }

  /** The account is known but may not do this (403). */
  public static final class AccessForbidden extends JiraFailure {
    AccessForbidden(String endpoint) {
      super(
          "Jira forbids the account to read " + endpoint,
          "Give the connected Jira account permission to browse the projects and users.",
          null);
    }

    AccessForbidden(String endpoint, String advice) {
      super("Jira forbids the account to read " + endpoint, advice, null);
    }
  }

  /** Jira says it is not there, which it also says of what the account may not see (404). */
  public static final class NotFoundOrHidden extends JiraFailure {
    NotFoundOrHidden(String endpoint) {
      super(
          "Jira has nothing at " + endpoint + ", or hides it from the account",
          "Check Jira's address, and that the connected account may see the project.",
          null);
    }
  }

  /** Jira no longer offers this endpoint (410). */
  public static final class EndpointGone extends JiraFailure {
    EndpointGone(String endpoint) {
      super(
          "Jira no longer offers " + endpoint,
          "Check that the connection's type, Cloud or Data Center, is the right one; if it is,"
              + " Issuestream needs an update.",
          null);
    }
  }

  /** Jira refused the query or another part of the request (400 and other 4xx). */
  public static final class QueryRejected extends JiraFailure {
    private final int status;
    private final String reason;

    QueryRejected(String endpoint, int status, String reason) {
      super(
          "Jira refused the request to " + endpoint + " (" + status + ")" + colon(reason),
          "Check that the tracked projects still exist in Jira under the same keys.",
          null);
      this.status = status;
      this.reason = reason;
    }

    /** The HTTP status, 400 for a query that Jira does not understand. */
    public int status() {
      return status;
    }

    /** What Jira gave as reason; empty when it gave none. */
    public String reason() {
      return reason;
    }
  }

  /** Jira asks to slow down (429). */
  public static final class RateLimited extends JiraFailure {

    /** What Atlassian's reasons concern. */
    enum Kind {
      QUOTA("its hourly quota is spent"),
      BURST("too many requests to one endpoint at once"),
      ISSUE("too many requests about one issue"),
      UNKNOWN("");

      private final String words;

      Kind(String words) {
        this.words = words;
      }

      static Kind of(@Nullable String reason) {
        return switch (reason) {
          case "jira-quota-global-based", "jira-quota-tenant-based" -> QUOTA;
          case "jira-burst-based" -> BURST;
          case "jira-per-issue-on-write" -> ISSUE;
          case null, default -> UNKNOWN;
        };
      }
    }

    private final @Nullable Duration retryAfter;
    private final @Nullable String reason;

    RateLimited(@Nullable Duration retryAfter, @Nullable String reason) {
      super(
          "Jira asks to slow down" + inBrackets(reason),
          "Nothing to do: Issuestream goes on by itself when Jira allows it.",
          null);
      this.retryAfter = retryAfter;
      this.reason = reason;
    }

    /** How long to wait from the failure on; empty when Jira did not say. */
    public Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }

    /** Jira's {@code RateLimit-Reason}; empty when it gave none. */
    public Optional<String> reason() {
      return Optional.ofNullable(reason);
    }

    /** Whether everything of the connection has to wait, not one endpoint or issue alone. */
    public boolean concernsEverything() {
      return kind() == Kind.QUOTA || kind() == Kind.UNKNOWN;
    }

    Kind kind() {
      return Kind.of(reason);
    }

    private static String inBrackets(@Nullable String reason) {
      Kind kind = Kind.of(reason);
      String words = kind == Kind.UNKNOWN ? shortened(reason) : kind.words;
      return words.isEmpty() ? "" : " (" + words + ")";
    }

    private static String shortened(@Nullable String reason) {
      return reason == null ? "" : reason.substring(0, Math.min(reason.length(), 60));
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    Optional<Duration> wishedWait() {
      return retryAfter();
    }
  }

  /** What all teams may ask of Atlassian in an hour is spent, or this team's fair share of it. */
  public static final class PointsSpent extends JiraFailure {
    private final Duration retryAfter;

    /**
     * Nothing was sent.
     *
     * @param retryAfter when there will be points again, from now on
     */
    public PointsSpent(Duration retryAfter) {
      super(
          "The calls that Atlassian allows this app in an hour are used up for now",
          "Nothing to do: Issuestream goes on by itself when there are more.",
          null);
      this.retryAfter = retryAfter;
    }

    /** When it makes sense to ask again, from the failure on. */
    public Duration retryAfter() {
      return retryAfter;
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    boolean isWorthRetryingNow() {
      return false;
    }
  }

  /** Jira answers with an error of its own (5xx), or cannot be reached. */
  public static final class JiraUnavailable extends JiraFailure {
    private final @Nullable Duration retryAfter;

    JiraUnavailable(String endpoint, int status, @Nullable Duration retryAfter) {
      super(
          "Jira failed to answer " + endpoint + " (" + status + ")",
          "Wait until Jira works again; Issuestream tries by itself.",
          null);
      this.retryAfter = retryAfter;
    }

    /** A web page came in place of Jira's own error. */
    JiraUnavailable(String endpoint, int status, @Nullable Duration retryAfter, String advice) {
      super(
          "Something in front of Jira answered " + endpoint + " with a page (" + status + ")",
          advice,
          null);
      this.retryAfter = retryAfter;
    }

    JiraUnavailable(String endpoint, Throwable cause, String what) {
      super(
          "Jira " + what + " " + endpoint + " (" + cause.getClass().getSimpleName() + ")",
          "Check Jira's address and that it can be reached from Issuestream's network.",
          cause);
      this.retryAfter = null;
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    boolean meansJiraIsDown() {
      return true;
    }

    @Override
    Optional<Duration> wishedWait() {
      return Optional.ofNullable(retryAfter);
    }
  }

  /** What answers there shows a certificate that nobody we trust has signed for that host. */
  public static final class CertificateNotTrusted extends JiraFailure {
    CertificateNotTrusted(String endpoint, Throwable cause) {
      super(
          "Jira's certificate is not trusted (" + endpoint + ")",
          "Check Jira's address, and that its certificate is valid for it. If its authority is your"
              + " own, ask the operator to trust it (issuestream.jira.trusted-authorities).",
          cause);
    }
  }

  /** No whole answer came within the time limit, or Jira itself gave up (408, 409). */
  public static final class JiraTimedOut extends JiraFailure {
    private final boolean answered;

    JiraTimedOut(String endpoint, boolean answered) {
      super(
          "Jira took too long over " + endpoint,
          "Nothing to do: Issuestream tries again by itself.",
          null);
      this.answered = answered;
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    boolean meansJiraIsDown() {
      return !answered;
    }
  }

  /** What came back is not the JSON it should be. */
  public abstract static sealed class AnswerUnreadable extends JiraFailure {
    private AnswerUnreadable(
        String endpoint, String what, String advice, @Nullable Throwable cause) {
      super("Jira's answer to " + endpoint + " cannot be read: " + what, advice, cause);
    }
  }

  /** A web page came where JSON was expected: a login, a proxy, an address that is not Jira's. */
  public static final class WebPageInstead extends AnswerUnreadable {
    WebPageInstead(String endpoint) {
      super(
          endpoint,
          "a web page came",
          "Check that the address leads to Jira itself and not to a login page or a proxy.",
          null);
    }
  }

  /** The answer ended in the middle of its JSON. */
  public static final class AnswerTorn extends AnswerUnreadable {
    AnswerTorn(String endpoint, @Nullable Throwable cause) {
      super(
          endpoint,
          "its JSON is torn",
          "Issuestream tries again by itself; if it stays, look for a proxy that cuts answers off.",
          cause);
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    boolean isWorthRetryingNow() {
      return false;
    }
  }

  /** The answer is larger than allowed; the rest of it was not read. */
  public static final class AnswerTooLarge extends AnswerUnreadable {
    AnswerTooLarge(String endpoint, int most) {
      super(
          endpoint,
          "it is larger than " + most + " bytes",
          "Ask the operator for smaller pages (SYNC_BATCH_SIZE) or a higher limit"
              + " (issuestream.sync.jira.max-response).",
          null);
    }
  }

  /** The answer is JSON of another shape, damaged, or leads elsewhere. */
  public static final class AnswerUnexpected extends AnswerUnreadable {
    AnswerUnexpected(String endpoint, String what, @Nullable Throwable cause) {
      super(
          endpoint,
          what,
          "Check that the address leads to Jira itself and not to a login page or a proxy.",
          cause);
    }
  }

  /** Too many failures in a row: nothing is asked until the recovery time is over. */
  public static final class ConnectionBreakerOpen extends JiraFailure {
    private final Duration retryAfter;

    ConnectionBreakerOpen(Duration retryAfter, @Nullable Throwable cause) {
      super(
          "Jira failed several times in a row; the connection is paused",
          "Wait until Jira works again; Issuestream tries by itself.",
          cause);
      this.retryAfter = retryAfter;
    }

    @Override
    public boolean isTransient() {
      return true;
    }

    @Override
    boolean isWorthRetryingNow() {
      return false;
    }

    /** When it makes sense to ask again, from the failure on. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  private static String colon(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }
}

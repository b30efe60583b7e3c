package io.issuestream.jira;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Whom Jira takes the caller for.
 *
 * @param accountKey Cloud account id, Data Center user key (else name); null when anonymous
 * @param displayName name to show
 * @param emailAddress null when hidden by privacy settings
 * @param timeZone zone in which Jira reads this account's JQL dates; null when hidden
 */
public record JiraAccount(
    @Nullable String accountKey,
    String displayName,
    @Nullable String emailAddress,
    @Nullable ZoneId timeZone) {

  private static final JiraAccount ANONYMOUS = new JiraAccount(null, "Anonymous", null, null);

  /** Nobody in particular: reading without credentials. */
  public static JiraAccount anonymous() {
    return ANONYMOUS;
  }

  /** Whether this is reading without credentials. */
  public boolean isAnonymous() {
    return accountKey == null;
  }
}

package io.issuestream.jira;

import org.jspecify.annotations.Nullable;

/**
 * A Jira account as listed, or as named by an issue.
 *
 * @param accountKey Cloud account id; Data Center user key, else name
 * @param displayName name to show; the account key where Jira gave none
 * @param emailAddress null when hidden or absent
 * @param active false for deactivated accounts
 * @param accountType what kind of account; Data Center does not tell
 * @param timeZone zone name as Jira wrote it; null when hidden
 */
public record JiraUser(
    String accountKey,
    String displayName,
    @Nullable String emailAddress,
    boolean active,
    AccountType accountType,
    @Nullable String timeZone) {

  /** Cloud's account types. */
  public enum AccountType {
    /** A person. */
    ATLASSIAN,
    /** An app or service account. */
    APP,
    /** A service-desk customer. */
    CUSTOMER,
    /** Not told, as on Data Center. */
    UNKNOWN
  }
}

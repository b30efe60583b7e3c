package io.issuestream.contracts.user;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A Jira account.
 *
 * @param personId random, team-scoped; what every other event uses instead of the account
 * @param accountId Cloud account id, or a Data Center user key
 * @param emailAddress null where privacy settings hide it
 */
public record JiraUserState(
    String personId,
    String accountId,
    String displayName,
    @Nullable String emailAddress,
    boolean active,
    AccountType accountType) {

  public JiraUserState {
    Checks.text(personId, "personId");
    Checks.text(accountId, "accountId");
    requireNonNull(displayName, "displayName");
    requireNonNull(accountType, "accountType");
  }
}

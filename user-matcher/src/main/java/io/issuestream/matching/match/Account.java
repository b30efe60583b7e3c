package io.issuestream.matching.match;

import io.issuestream.contracts.user.AccountType;
import org.jspecify.annotations.Nullable;

/**
 * A Jira account.
 *
 * @param email null where privacy settings hide it
 */
record Account(
    String personId,
    String accountId,
    String displayName,
    @Nullable String email,
    boolean active,
    AccountType type) {}

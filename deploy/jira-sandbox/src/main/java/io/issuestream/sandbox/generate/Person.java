package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Account;

/**
 * Somebody in the made-up team.
 *
 * @param account the Jira account
 * @param accountNumber its number in the data
 * @param email the e-mail address, also where Jira hides it
 * @param memberName the name in the team's own list, for one of them not Jira's
 * @param githubLogin login on GitHub
 */
record Person(
    Account account, int accountNumber, String email, String memberName, String githubLogin) {}

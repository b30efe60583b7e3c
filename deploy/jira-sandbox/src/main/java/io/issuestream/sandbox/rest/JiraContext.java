package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.JiraData;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;

/**
 * What an endpoint needs to answer, as it is at this moment.
 *
 * @param data the data
 * @param zone the calling account's time zone
 * @param clock the server's clock
 * @param brokenIssues ids of issues to be written unreadably
 */
public record JiraContext(JiraData data, ZoneId zone, InstantSource clock, Set<Long> brokenIssues) {
  /** The server's time. */
  Instant now() {
    return clock.instant();
  }

  /** The account that every accepted credential belongs to. */
  public Account self() {
    return new Account(
        Account.derivedId("admin"),
        "admin",
        "admin",
        "Sandbox Admin",
        Login.EMAIL,
        null,
        true,
        zone.getId(),
        "atlassian");
  }
}

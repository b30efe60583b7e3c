package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint needs to answer, as it is at this moment.
 *
 * @param data the data
 * @param zone the calling account's time zone
 * @param clock the server's clock
 * @param brokenIssues ids of issues to be written unreadably
 * @param siteUrl the site's own address where it is asked through Atlassian's gateway, else null
 */
public record JiraContext(
    JiraData data,
    ZoneId zone,
    InstantSource clock,
    Set<Long> brokenIssues,
    @Nullable String siteUrl) {

  /** The same, asked through the gateway. */
  public JiraContext through(String site) {
    return new JiraContext(data, zone, clock, brokenIssues, site);
  }

  /** How platform answers look: their links lead where the question came from. */
  Rendering platform(Surface surface) {
    return siteUrl == null ? data.platform(surface) : data.gateway(false);
  }

  /** How agile answers look. */
  Rendering agile(Surface surface) {
    return siteUrl == null ? data.agile(surface) : data.gateway(true);
  }

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

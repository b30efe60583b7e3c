package io.issuestream.integration.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This installation's app at Atlassian, and how its tokens are kept alive.
 *
 * @param enabled whether Jira Cloud can be connected by OAuth; by default once there is a client
 *     id. Also bound from {@code JIRA_OAUTH_ENABLED}
 * @param clientId the app's id
 * @param clientSecret the app's secret
 * @param redirectUri where Atlassian sends the browser back to, as registered with the app: this
 *     installation's {@code /api/v1/integration/jira/connection/callback}
 * @param authorizeUrl where consent is given
 * @param tokenUrl where tokens are had
 * @param resourcesUrl which sites a token is for
 * @param apiUrl below which every site's API stands, by its cloud id
 * @param scopes what is asked for; without {@code offline_access} there is no refresh
 * @param refreshAhead how long before its end a token is renewed; at most half of its life counts
 * @param requestTimeout longest wait for Atlassian's answer; a connection is locked meanwhile
 * @param stateLife how long consent may take, and how long a site may then be chosen
 * @param checkEvery how often each replica looks for tokens to renew
 * @param donePage where the browser goes in the end, with the outcome as {@code jira=...}; without
 *     one it is shown a short page
 */
@ConfigurationProperties("issuestream.jira.oauth")
record OAuthProperties(
    @Nullable Boolean enabled,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String redirectUri,
    @DefaultValue("https://auth.atlassian.com/authorize") URI authorizeUrl,
    @DefaultValue("https://auth.atlassian.com/oauth/token") URI tokenUrl,
    @DefaultValue("https://api.atlassian.com/oauth/token/accessible-resources") URI resourcesUrl,
    @DefaultValue("https://api.atlassian.com/ex/jira") URI apiUrl,
    @DefaultValue({
          "read:jira-work",
          "write:jira-work",
          "read:jira-user",
          "manage:jira-webhook",
          "read:board-scope:jira-software",
          "read:board-scope.admin:jira-software",
          "read:sprint:jira-software",
          "read:issue-details:jira",
          "read:project:jira",
          "read:jql:jira",
          "offline_access"
        })
        List<String> scopes,
    @DefaultValue("5m") Duration refreshAhead,
    @DefaultValue("10s") Duration requestTimeout,
    @DefaultValue("10m") Duration stateLife,
    @DefaultValue("1s") Duration checkEvery,
    @Nullable URI donePage) {

  /**
   * Checks that what is needed is there.
   *
   * @throws IllegalArgumentException naming the setting that is missing or out of its range
   */
  OAuthProperties {
    if (enabled == null ? !clientId.isBlank() : enabled) {
      require(!clientId.isBlank(), "client-id");
      require(!clientSecret.isBlank(), "client-secret");
      require(!redirectUri.isBlank(), "redirect-uri");
      require(scopes.contains("offline_access"), "scopes (with offline_access)");
    }
    for (Duration length : List.of(refreshAhead, requestTimeout, stateLife, checkEvery)) {
      if (!length.isPositive()) {
        throw new IllegalArgumentException(
            "issuestream.jira.oauth: refresh-ahead, request-timeout, state-life and check-every"
                + " are longer than nothing");
      }
    }
    scopes = List.copyOf(scopes);
  }

  boolean isOn() {
    return enabled == null ? !clientId.isBlank() : enabled;
  }

  /** How long after it was given a token is to be renewed. */
  Duration renewAfter(Duration life) {
    Duration half = life.dividedBy(2);
    return life.minus(refreshAhead.compareTo(half) < 0 ? refreshAhead : half);
  }

  private static void require(boolean there, String setting) {
    if (!there) {
      throw new IllegalArgumentException(
          "Set issuestream.jira.oauth." + setting + ", or JIRA_OAUTH_ENABLED=false");
    }
  }

  /** Without the secret, because frameworks write settings into logs. */
  @Override
  public String toString() {
    return "OAuthProperties[" + clientId + "]";
  }
}

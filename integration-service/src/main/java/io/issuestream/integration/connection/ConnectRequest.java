package io.issuestream.integration.connection;

import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.edge.Problem;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import io.issuestream.jira.JiraSite;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a team admin sends to connect Jira.
 *
 * @param deployment {@code cloud} or {@code data_center}
 * @param baseUrl Jira's address with its context path, if it has one
 * @param authentication {@code api_token} (Cloud), {@code personal_access_token}, {@code basic} or
 *     {@code anonymous} (Data Center)
 * @param email with an API token
 * @param token with an API token and with a personal access token
 * @param username with basic
 * @param password with basic
 */
record ConnectRequest(
    @Nullable String deployment,
    @Nullable String baseUrl,
    @Nullable String authentication,
    @Nullable String email,
    @Nullable String token,
    @Nullable String username,
    @Nullable String password) {

  private static final int MOST = 2000;
  private static final Set<Authentication> OF_CLOUD = EnumSet.of(Authentication.API_TOKEN);
  private static final Set<Authentication> OF_DATA_CENTER =
      EnumSet.of(
          Authentication.PERSONAL_ACCESS_TOKEN, Authentication.BASIC, Authentication.ANONYMOUS);

  Candidate candidate() {
    return new Candidate(
        requestedDeployment(), site(), requestedAuthentication(), credentials(), null);
  }

  JiraDeployment requestedDeployment() {
    return switch (needed(deployment, "deployment: cloud or data_center")) {
      case "cloud" -> JiraDeployment.CLOUD;
      case "data_center" -> JiraDeployment.DATA_CENTER;
      default -> throw Problem.invalid("deployment is cloud or data_center.");
    };
  }

  Authentication requestedAuthentication() {
    boolean cloud = requestedDeployment() == JiraDeployment.CLOUD;
    String asked = needed(authentication, "authentication: how to sign in to Jira");
    return (cloud ? OF_CLOUD : OF_DATA_CENTER)
        .stream()
            .filter(one -> one.toString().equals(asked))
            .findFirst()
            .orElseThrow(() ->
                Problem.invalid(
                    cloud
                        ? "Jira Cloud is connected with authentication api_token."
                        : "Jira Data Center is connected with authentication"
                            + " personal_access_token, basic or anonymous."));
  }

  JiraSite site() {
    JiraKind kind =
        requestedDeployment() == JiraDeployment.CLOUD ? JiraKind.CLOUD : JiraKind.DATA_CENTER;
    try {
      return new JiraSite(kind, new URI(needed(baseUrl, "baseUrl: Jira's address").strip()));
    } catch (URISyntaxException notAnAddress) {
      throw Problem.invalid(
          "Give Jira's address as it stands in the browser, for example https://jira.example.com.");
    } catch (IllegalArgumentException notASite) {
      throw Problem.invalid(String.valueOf(notASite.getMessage()));
    }
  }

  JiraCredentials credentials() {
    return switch (requestedAuthentication()) {
      case API_TOKEN ->
          new JiraCredentials.ApiToken(
              needed(email, "email: the account the API token belongs to"),
              needed(token, "token: the API token"));
      case PERSONAL_ACCESS_TOKEN ->
          new JiraCredentials.PersonalAccessToken(
              needed(token, "token: the personal access token"));
      case BASIC ->
          new JiraCredentials.Basic(
              needed(username, "username: the account's login name"),
              needed(password, "password: the account's password"));
      case ANONYMOUS -> new JiraCredentials.Anonymous();
      case OAUTH -> throw new IllegalStateException("OAuth is not asked for in this way");
    };
  }

  private static String needed(@Nullable String value, String what) {
    if (value == null || value.isBlank()) {
      throw Problem.invalid("Give " + what + ".");
    }
    if (value.length() > MOST || value.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(
          "Too long, or with control characters: " + what.substring(0, what.indexOf(':')) + ".");
    }
    return value;
  }

  /** Without anything secret, because frameworks write requests into logs. */
  @Override
  public String toString() {
    return "ConnectRequest[" + deployment + ", " + authentication + "]";
  }
}

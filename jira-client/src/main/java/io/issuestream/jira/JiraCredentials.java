package io.issuestream.jira;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * How a connection proves who it is. The text form of every kind names the kind only, so that a log
 * line or a failure can never carry a secret.
 */
public sealed interface JiraCredentials {

  /** The value of the {@code Authorization} header; empty for anonymous reading. */
  Optional<String> authorization();

  /**
   * A Cloud account's API token, sent as basic authentication.
   *
   * @param email the account's e-mail address
   * @param token the API token
   */
  record ApiToken(String email, String token) implements JiraCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of(basic(email, token));
    }

    @Override
    public String toString() {
      return "ApiToken[hidden]";
    }
  }

  /**
   * An OAuth 2.0 access token of Jira Cloud, sent as bearer to Atlassian's gateway. It ends after
   * about an hour; {@link CredentialSource} brings the next.
   *
   * @param accessToken the token
   */
  record OAuth(String accessToken) implements JiraCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + accessToken);
    }

    @Override
    public String toString() {
      return "OAuth[hidden]";
    }
  }

  /**
   * A Data Center personal access token (8.14 and later), sent as bearer.
   *
   * @param token the token
   */
  record PersonalAccessToken(String token) implements JiraCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String toString() {
      return "PersonalAccessToken[hidden]";
    }
  }

  /**
   * User name and password of a Data Center account; off by default in Jira 11.
   *
   * @param username the login name
   * @param password the password
   */
  record Basic(String username, String password) implements JiraCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of(basic(username, password));
    }

    @Override
    public String toString() {
      return "Basic[hidden]";
    }
  }

  /** No credentials: public Data Center instances allow reading without. */
  record Anonymous() implements JiraCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  private static String basic(String user, String secret) {
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}

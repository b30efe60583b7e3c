package io.issuestream.github;

/**
 * How a connection proves who it is. The text form of every kind names the kind only, so that a log
 * line or a failure can never carry a secret.
 */
public sealed interface GithubCredentials {

  /**
   * A person's fine-grained (or classic) token.
   *
   * @param token sent as bearer
   */
  record Token(String token) implements GithubCredentials {
    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }

  /**
   * An app installed in an organisation.
   *
   * @param appId the app's id, or its client id
   * @param installationId which of its installations
   * @param key what it signs with
   */
  record App(String appId, String installationId, AppKey key) implements GithubCredentials {
    @Override
    public String toString() {
      return "App[" + appId + ", " + installationId + "]";
    }
  }
}

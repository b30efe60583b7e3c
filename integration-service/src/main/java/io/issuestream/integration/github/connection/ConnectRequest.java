package io.issuestream.integration.github.connection;

import io.issuestream.edge.Problem;
import io.issuestream.github.AppKey;
import io.issuestream.github.GithubCredentials;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a team admin sends to connect GitHub.
 *
 * @param authentication {@code token} or {@code app}
 * @param token with a token: a fine-grained one that may read metadata, contents and pull requests
 * @param appId with an app: its id or client id
 * @param installationId with an app: the number of its installation
 * @param privateKey with an app: the PEM file that GitHub generated
 */
record ConnectRequest(
    @Nullable String authentication,
    @Nullable String token,
    @Nullable String appId,
    @Nullable String installationId,
    @Nullable String privateKey) {

  /** Tokens are letters, digits and underscores today; what a header cannot carry is none. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1000}");

  private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern INSTALLATION_ID = Pattern.compile("[0-9]{1,18}");
  private static final int LONGEST_KEY = 16 * 1024;

  GithubCredentials credentials() {
    return switch (authentication) {
      case "token" -> new GithubCredentials.Token(needed(token, TOKEN, "token: a GitHub token"));
      case "app" ->
          new GithubCredentials.App(
              needed(appId, APP_ID, "appId: the app's id"),
              needed(installationId, INSTALLATION_ID, "installationId: its number"),
              key());
      case null, default -> throw Problem.invalid("authentication is token or app.");
    };
  }

  private AppKey key() {
    if (privateKey == null || privateKey.isBlank() || privateKey.length() > LONGEST_KEY) {
      throw Problem.invalid("Give privateKey: the whole .pem file that GitHub generated.");
    }
    try {
      return AppKey.ofPem(privateKey);
    } catch (IllegalArgumentException notAKey) {
      throw Problem.invalid(String.valueOf(notAKey.getMessage()));
    }
  }

  private static String needed(@Nullable String value, Pattern form, String what) {
    if (value == null || !form.matcher(value.strip()).matches()) {
      throw Problem.invalid("Give " + what + ", as GitHub shows it.");
    }
    return value.strip();
  }

  /** Without anything secret, because frameworks write requests into logs. */
  @Override
  public String toString() {
    return "ConnectRequest[" + authentication + "]";
  }
}

package io.issuestream.sandbox.oauth;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An application that may ask for consent.
 *
 * @param id its client id
 * @param secret its client secret
 * @param redirectUris where users may be sent back to; a star stands for any port, path and query,
 *     which Atlassian does not allow and tests on free ports need
 */
public record OAuthClient(String id, String secret, List<String> redirectUris) {
  /** The client every sandbox has. */
  public static final OAuthClient DEFAULT =
      new OAuthClient(
          "sandbox-client", "sandbox-secret", List.of("http://localhost:*", "http://127.0.0.1:*"));

  /** Checks that nothing is empty. */
  public OAuthClient {
    redirectUris = List.copyOf(redirectUris);
    if (id.isBlank() || secret.isBlank() || redirectUris.isEmpty()) {
      throw new IllegalArgumentException(
          "A client needs an id, a secret and at least one redirect URI.");
    }
  }

  boolean mayReturnTo(String uri) {
    return redirectUris.stream().anyMatch(allowed -> matches(allowed, uri));
  }

  /** A star does not reach over {@code @}, behind which another host could be named. */
  private static boolean matches(String allowed, String uri) {
    String pattern =
        Pattern.compile("\\*")
            .splitAsStream(allowed)
            .map(Pattern::quote)
            .collect(Collectors.joining("[^@#\\s]*", "", allowed.endsWith("*") ? "[^@#\\s]*" : ""));
    return uri.matches(pattern);
  }
}

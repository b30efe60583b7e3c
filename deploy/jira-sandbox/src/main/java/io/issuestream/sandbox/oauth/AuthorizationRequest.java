package io.issuestream.sandbox.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An application's request for consent, checked.
 *
 * @param clientId who asks
 * @param redirectUri where to send the user back to
 * @param scopes what is asked for, in the order asked
 * @param state handed back as it came
 */
record AuthorizationRequest(String clientId, String redirectUri, Set<String> scopes, String state) {
  private static final String AUDIENCE = "api.atlassian.com";

  /**
   * Reads and checks the parameters of {@code /authorize}.
   *
   * @throws AuthorizationRefused naming what is wrong; nobody is sent anywhere then
   */
  static AuthorizationRequest of(
      Map<String, List<String>> query, Function<String, @Nullable OAuthClient> clients) {
    OAuthClient client = clients.apply(single(query, "client_id"));
    if (client == null) {
      throw new AuthorizationRefused("No application has this client_id.");
    }
    String redirectUri = single(query, "redirect_uri");
    if (!absolute(redirectUri) || !client.mayReturnTo(redirectUri)) {
      throw new AuthorizationRefused(
          "The redirect_uri is not one registered for this application.");
    }
    if (!single(query, "audience").equals(AUDIENCE)) {
      throw new AuthorizationRefused("The audience must be " + AUDIENCE + ".");
    }
    if (!single(query, "response_type").equals("code")) {
      throw new AuthorizationRefused("The response_type must be code.");
    }
    Set<String> scopes = new LinkedHashSet<>(List.of(single(query, "scope").strip().split("\\s+")));
    for (String scope : scopes) {
      if (!Scopes.known(scope)) {
        throw new AuthorizationRefused("There is no scope '" + scope + "'.");
      }
    }
    return new AuthorizationRequest(client.id(), redirectUri, scopes, single(query, "state"));
  }

  private static String single(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() != 1 || values.getFirst().isBlank()) {
      throw new AuthorizationRefused("The parameter " + name + " must be given, once.");
    }
    return values.getFirst();
  }

  private static boolean absolute(String uri) {
    try {
      URI parsed = new URI(uri);
      return parsed.isAbsolute() && parsed.getHost() != null && parsed.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Back to the application with a code. */
  String accepted(String code) {
    return back("code=" + encoded(code));
  }

  /** Back to the application with a refusal. */
  String declined() {
    return back(
        "error=access_denied&error_description=" + encoded("User did not authorize the request"));
  }

  private String back(String result) {
    String glue = redirectUri.contains("?") ? "&" : "?";
    return redirectUri + glue + result + "&state=" + encoded(state);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

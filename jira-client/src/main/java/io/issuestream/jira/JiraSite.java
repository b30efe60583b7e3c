package io.issuestream.jira;

import java.net.URI;

/**
 * Where a Jira lives.
 *
 * @param kind which product answers there
 * @param baseUrl http or https address without user, query or fragment; it may carry a context path
 *     and is kept without a trailing slash
 */
public record JiraSite(JiraKind kind, URI baseUrl) {

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException with a sentence for whoever typed the address
   */
  public JiraSite {
    String scheme = baseUrl.getScheme();
    boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!web || baseUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "Give Jira's address as it stands in the browser, for example https://jira.example.com.");
    }
    if (baseUrl.getRawUserInfo() != null
        || baseUrl.getRawQuery() != null
        || baseUrl.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "Give Jira's address without user name, question mark or hash sign.");
    }
    String text = baseUrl.toString();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    baseUrl = URI.create(text);
  }

  /** The address below the site, for a path that starts with a slash and is already encoded. */
  URI resolve(String encodedPathAndQuery) {
    return URI.create(baseUrl + encodedPathAndQuery);
  }
}

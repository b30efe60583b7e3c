package io.issuestream.local.parts;

import java.util.HashMap;
import java.util.Map;

/**
 * What makes integration-service take the sandbox for Atlassian's consent pages and for GitHub, so
 * that both can be tried on one machine. Where the caller names an application or a GitHub of their
 * own, that is used instead.
 */
final class SandboxAsOutside {
  private static final String OAUTH = "ISSUESTREAM_JIRA_OAUTH_";
  private static final String CLIENT_ID = OAUTH + "CLIENTID";
  private static final String GITHUB = "GITHUB_API_URL";
  private static final String CALLBACK = "/api/v1/integration/jira/connection/callback";

  private SandboxAsOutside() {}

  /**
   * @param sandboxPort where the sandbox answers
   * @param frontDoorPort where browsers come back to
   * @param given the caller's own environment
   */
  static Map<String, String> settings(
      int sandboxPort, int frontDoorPort, Map<String, String> given) {
    String sandbox = "http://127.0.0.1:" + sandboxPort;
    Map<String, String> settings = new HashMap<>();
    if (!given.containsKey(CLIENT_ID)) {
      // The application that every sandbox knows; its secret is one only in name.
      settings.put(CLIENT_ID, "sandbox-client");
      settings.put(OAUTH + "CLIENTSECRET", "sandbox-secret");
      settings.put(OAUTH + "REDIRECTURI", "http://localhost:" + frontDoorPort + CALLBACK);
      settings.put(OAUTH + "AUTHORIZEURL", sandbox + "/auth/authorize");
      settings.put(OAUTH + "TOKENURL", sandbox + "/auth/oauth/token");
      settings.put(OAUTH + "RESOURCESURL", sandbox + "/api/oauth/token/accessible-resources");
      settings.put(OAUTH + "APIURL", sandbox + "/api/ex/jira");
    }
    if (!given.containsKey(GITHUB)) {
      settings.put(GITHUB, sandbox + "/github");
    }
    return settings;
  }
}

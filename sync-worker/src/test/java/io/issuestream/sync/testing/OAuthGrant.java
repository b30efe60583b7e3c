package io.issuestream.sync.testing;

import com.jayway.jsonpath.JsonPath;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.ConnectionRevoked;
import io.issuestream.contracts.connection.ConnectionState;
import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.sandbox.oauth.Decision;
import io.issuestream.sandbox.oauth.OAuthClient;
import io.issuestream.sandbox.oauth.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A team's OAuth connection to the sandbox, and what integration-service would do about it. */
public final class OAuthGrant {

  private static final String SCOPES =
      "read:jira-work read:jira-user read:board-scope:jira-software"
          + " read:board-scope.admin:jira-software read:sprint:jira-software"
          + " read:issue-details:jira read:project:jira read:jql:jira offline_access";
  private static final String BACK = "http://localhost:8080/callback";

  private final SyncScene scene;
  private final String team;
  private final HttpClient http = HttpClient.newHttpClient();
  private String accessToken = "";
  private String refreshToken = "";
  private long seconds;
  private long version;
  private long revision;

  private OAuthGrant(SyncScene scene, String team) {
    this.scene = scene;
    this.team = team;
  }

  /** Consents to the main site, and announces connection and token. */
  public static OAuthGrant connect(SyncScene scene, String team) {
    var grant = new OAuthGrant(scene, team);
    grant.consent();
    grant.announce();
    return grant;
  }

  /** Consents anew. */
  public void consent() {
    String authorize =
        origin()
            + "/auth/authorize?audience=api.atlassian.com&response_type=code&prompt=consent&state=s"
            + "&client_id="
            + OAuthClient.DEFAULT.id()
            + "&redirect_uri="
            + encoded(BACK)
            + "&scope="
            + encoded(SCOPES);
    URI redirect = scene.jira().oauth().consent(authorize, Decision.ACCEPT, List.of(Site.MAIN_ID));
    String code = redirect.getQuery().replaceAll("(?:.*&)?code=([^&]*).*", "$1");
    take(
        "\"grant_type\":\"authorization_code\",\"code\":\""
            + code
            + "\",\"redirect_uri\":\""
            + BACK
            + "\"");
  }

  /** Says that the connection is there, with the token at hand. */
  public void announce() {
    announceConnection();
    publishToken();
  }

  /** Says that the connection is there, and nothing of a token. */
  public void announceConnection() {
    scene.topics().publish(new ConnectionEstablished(team, ++revision, state(true, null)));
  }

  /** Gets the next token, without telling anybody. */
  public void refresh() {
    take("\"grant_type\":\"refresh_token\",\"refresh_token\":\"" + refreshToken + "\"");
  }

  /** Announces the token at hand as the next version. */
  public void publishToken() {
    String id = SyncScene.connectionId(team);
    String plain = "{\"kind\":\"oauth\",\"token\":\"" + accessToken + "\"}";
    scene
        .topics()
        .publish(
            new TokenRefreshed(
                team,
                ++version,
                id,
                scene.keys().seal(plain, team, id, version),
                Instant.now().plusSeconds(seconds)));
  }

  /** Says that the grant is dead. */
  public void announceDead(String reason) {
    scene.topics().publish(new ConnectionRevoked(team, ++revision, state(false, reason)));
    scene.topics().erase(Topic.JIRA_CREDENTIALS, team, SyncScene.connectionId(team));
    version++;
  }

  /** The sandbox's id of the grant that was given last. */
  public String id() {
    return scene.jira().oauth().grants().getLast().id();
  }

  private ConnectionState state(boolean active, String reason) {
    return new ConnectionState(
        SyncScene.connectionId(team),
        JiraDeployment.CLOUD,
        origin() + "/api/ex/jira/" + Site.MAIN_ID,
        Authentication.OAUTH,
        active,
        reason);
  }

  private void take(String fields) {
    String body =
        "{"
            + fields
            + ",\"client_id\":\""
            + OAuthClient.DEFAULT.id()
            + "\",\"client_secret\":\""
            + OAuthClient.DEFAULT.secret()
            + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin() + "/auth/oauth/token"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The sandbox answered " + answer.statusCode());
      }
      accessToken = JsonPath.read(answer.body(), "$.access_token");
      refreshToken = JsonPath.read(answer.body(), "$.refresh_token");
      seconds = JsonPath.<Number>read(answer.body(), "$.expires_in").longValue();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private String origin() {
    return "http://127.0.0.1:" + scene.jira().port();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package io.issuestream.integration.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.edge.Problem;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectRequestTests {

  private static ConnectRequest request(
      String deployment, String url, String authentication, @Nullable String token) {
    return new ConnectRequest(
        deployment, url, authentication, "admin@example.com", token, "admin", "password-1");
  }

  @Test
  void readsEachWayToSignIn() {
    assertThat(request("cloud", "https://a.test", "api_token", "t").credentials())
        .isEqualTo(new JiraCredentials.ApiToken("admin@example.com", "t"));
    assertThat(request("data_center", "https://a.test", "personal_access_token", "t").credentials())
        .isEqualTo(new JiraCredentials.PersonalAccessToken("t"));
    assertThat(request("data_center", "https://a.test", "basic", null).credentials())
        .isEqualTo(new JiraCredentials.Basic("admin", "password-1"));
    assertThat(request("data_center", "https://a.test", "anonymous", null).credentials())
        .isEqualTo(new JiraCredentials.Anonymous());
  }

  @Test
  void takesTheAddressAsItStandsInTheBrowser() {
    var site = request("data_center", " https://a.test/jira/ ", "anonymous", null).site();
    assertThat(site.kind()).isEqualTo(JiraKind.DATA_CENTER);
    assertThat(site.baseUrl()).hasToString("https://a.test/jira");
  }

  @Test
  void saysWhatIsMissingOrDoesNotGoTogether() {
    assertThatThrownBy(() -> request("cloud", "https://a.test", "anonymous", null).credentials())
        .isInstanceOf(Problem.class)
        .hasMessageContaining("api_token");
    assertThatThrownBy(() -> request("server", "https://a.test", "basic", null).credentials())
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> request("cloud", "https://a.test", "api_token", " ").credentials())
        .hasMessageContaining("token");
    assertThatThrownBy(() -> request("cloud", "https://a.test", "api_token", "a\nb").credentials())
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> request("cloud", "ftp://a.test", "api_token", "t").site())
        .isInstanceOf(Problem.class);
    assertThatThrownBy(() -> request("cloud", "not an address", "api_token", "t").site())
        .isInstanceOf(Problem.class);
  }

  @Test
  void showsNothingSecret() {
    assertThat(request("cloud", "https://a.test", "api_token", "secret-token").toString())
        .doesNotContain("secret-token", "password-1", "admin@example.com");
  }

  @Test
  void keepsEveryKindOfCredentialsThroughJson() {
    for (JiraCredentials credentials :
        new JiraCredentials[] {
          new JiraCredentials.ApiToken("a@example.com", "t\"1"),
          new JiraCredentials.PersonalAccessToken("t"),
          new JiraCredentials.Basic("u", "p"),
          new JiraCredentials.Anonymous()
        }) {
      assertThat(CredentialsJson.read(CredentialsJson.write(credentials))).isEqualTo(credentials);
    }
  }
}

package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.oauth.OAuthClient;
import io.issuestream.sandbox.oauth.Site;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees and sends. */
class ConsentPageTests {
  private static final Pattern CONSENT = Pattern.compile("name=\"consent\" value=\"([^\"]+)\"");
  private final JiraSandbox sandbox = JiraSandbox.start(SandboxOptions.defaults());
  private final OAuthScene scene = new OAuthScene(sandbox);

  @AfterEach
  void stop() {
    scene.close();
    sandbox.close();
  }

  private String consent(HttpResponse<String> page) {
    Matcher matcher = CONSENT.matcher(page.body());
    assertThat(matcher.find()).as(page.body()).isTrue();
    return matcher.group(1);
  }

  private HttpResponse<String> send(String... form) {
    return scene.form(sandbox.authUrl() + "/authorize", form);
  }

  @Test
  void listsScopesAndSitesAndSendsBackWithACodeForTheChosenOnes() {
    HttpResponse<String> page = scene.get(scene.authorizeUrl());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'");
    assertThat(page.body())
        .contains("<html lang=\"en\">", "<legend>", "read:jira-work", "offline_access")
        .contains(Site.MAIN_ID, Site.SECOND_ID, ">Accept</button>", ">Decline</button>");
    HttpResponse<String> sent =
        send(
            "consent",
            consent(page),
            "site",
            Site.MAIN_ID,
            "site",
            Site.SECOND_ID,
            "decision",
            "accept");
    assertThat(sent.statusCode()).isEqualTo(302);
    String code = OAuthScene.code(URI.create(sent.headers().firstValue("Location").orElse("")));
    assertThat(scene.exchange(code).statusCode()).isEqualTo(200);
    assertThat(sandbox.oauth().grants().getFirst().siteIds())
        .containsExactly(Site.MAIN_ID, Site.SECOND_ID);
  }

  @Test
  void sendsBackWhoDeclinesAndTakesNoSecondAnswer() {
    String consent = consent(scene.get(scene.authorizeUrl()));
    String location =
        send("consent", consent, "decision", "decline").headers().firstValue("Location").orElse("");
    assertThat(location)
        .startsWith(OAuthScene.REDIRECT + "&error=access_denied")
        .contains("state=");
    HttpResponse<String> again =
        send("consent", consent, "site", Site.MAIN_ID, "decision", "accept");
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(again.body()).contains("answered before");
  }

  @Test
  void asksAgainWhereNoSiteIsChosen() {
    String consent = consent(scene.get(scene.authorizeUrl()));
    HttpResponse<String> again = send("consent", consent, "decision", "accept");
    assertThat(again.body()).contains("role=\"alert\"", "at least one site");
    assertThat(consent(again)).isEqualTo(consent);
    assertThat(send("consent", consent, "site", "elsewhere", "decision", "accept").statusCode())
        .isEqualTo(400);
    assertThat(send("consent", consent, "site", Site.MAIN_ID, "decision", "accept").statusCode())
        .isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource({
    "audience, api.atlassian.org",
    "client_id, nobody",
    "response_type, token",
    "redirect_uri, http://localhost@evil.example/",
    "redirect_uri, //localhost:8080/callback",
    "scope, read:everything",
    "state, ''",
    "audience, ''"
  })
  void showsWhatAnApplicationAskedWrongly(String parameter, String value) {
    String url =
        scene
            .authorizeUrl()
            .replaceAll(
                "([?&]" + parameter + ")=[^&]*",
                "$1=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    HttpResponse<String> page = scene.get(url);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("role=\"alert\"");
    assertThat(page.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void escapesWhatComesFromOutside() {
    sandbox
        .oauth()
        .register(new OAuthClient("<b>\"&'", "s", List.of("https://b.example/*", "https://*")));
    String url = scene.authorizeUrl().replace("sandbox-client", "%3Cb%3E%22%26%27");
    assertThat(scene.get(url.replace("http%3A", "https%3A")).body())
        .contains("<h1>&lt;b&gt;&quot;&amp;&#39; asks for access</h1>")
        .doesNotContain("<b>");
    String wrong = scene.authorizeUrl("<script>");
    assertThat(scene.get(wrong).body()).contains("&lt;script&gt;").doesNotContain("<script>");
  }
}

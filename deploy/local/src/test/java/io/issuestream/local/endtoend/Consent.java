package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.endtoend.Wire.Answer;
import io.issuestream.local.home.Home;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Connecting by OAuth with the sandbox as Atlassian, in the steps that a browser takes. */
record Consent(RunningStack running, Wire wire) {
  static final String CONNECTION = "/api/v1/integration/jira/connection";
  static final String MAIN = "6c1a3f0e-5b7d-4c52-9a41-0d8f2e7b1c11";
  static final String SECOND = "b2e94d77-18c6-4f0a-8d35-7a60c9f3e522";
  static final String CLIENT = "proof";

  private static final Pattern PAGE = Pattern.compile("name=\"consent\" value=\"([^\"]+)\"");

  /** A consent begun. */
  record Begun(URI authorizeUrl, String cookie) {}

  /** What makes services take the sandbox for Atlassian. */
  static Map<String, String> settings(Home home, String clientSecret, String tokenUrl) {
    String oauth = "ISSUESTREAM_JIRA_OAUTH_";
    String sandbox = "http://127.0.0.1:" + home.ports().sandbox();
    Map<String, String> settings = new HashMap<>();
    settings.put(oauth + "CLIENTID", CLIENT);
    settings.put(oauth + "CLIENTSECRET", clientSecret);
    settings.put(
        oauth + "REDIRECTURI",
        "http://localhost:" + home.ports().frontDoor() + CONNECTION + "/callback");
    settings.put(oauth + "AUTHORIZEURL", sandbox + "/auth/authorize");
    settings.put(oauth + "TOKENURL", tokenUrl);
    settings.put(oauth + "RESOURCESURL", sandbox + "/api/oauth/token/accessible-resources");
    settings.put(oauth + "APIURL", sandbox + "/api/ex/jira");
    settings.put(oauth + "REFRESHAHEAD", "5s");
    settings.put(oauth + "CHECKEVERY", "200ms");
    return settings;
  }

  /** Makes the application known to the sandbox. */
  static void register(RunningStack running, String clientSecret) {
    running
        .stack()
        .sandboxApi()
        .put(
            "/sandbox/oauth/clients/" + CLIENT,
            Map.of("secret", clientSecret, "redirectUris", new String[] {"http://localhost:*"}));
  }

  Begun begin(String team) {
    Answer begun = wire.admin(team, "POST", CONNECTION + "/authorize", "");
    assertThat(begun.status()).as(begun.body()).isEqualTo(200);
    String cookie = begun.header("Set-Cookie");
    return new Begun(
        URI.create(begun.json().path("authorizeUrl").asString()),
        cookie.substring(0, cookie.indexOf(';')));
  }

  /** Decides on the page; where the browser is sent next. */
  URI decide(Begun begun, String decision, String... sites) {
    String page = wire.send("GET", begun.authorizeUrl(), Map.of(), "").body();
    Matcher secret = PAGE.matcher(page);
    assertThat(secret.find()).as(page).isTrue();
    StringBuilder form = new StringBuilder("decision=" + decision + "&consent=");
    form.append(URLEncoder.encode(secret.group(1), StandardCharsets.UTF_8));
    for (String site : sites) {
      form.append("&site=").append(site);
    }
    Answer decided =
        wire.send(
            "POST",
            running.stack().sandbox().resolve("/auth/authorize"),
            Map.of("Content-Type", "application/x-www-form-urlencoded"),
            form.toString());
    return URI.create(decided.header("Location"));
  }

  /** Comes back from there. */
  Answer back(URI location, String cookie) {
    return wire.send("GET", location, Map.of("Cookie", cookie), "");
  }

  /** All of it, for the one site granted; the page at the end. */
  Answer connect(String team, String... sites) {
    Begun begun = begin(team);
    return back(decide(begun, "accept", sites), begun.cookie());
  }

  /** Chooses one of several sites granted. */
  Answer choose(String team, String site) {
    return wire.admin(team, "POST", CONNECTION + "/sites", Map.of("cloudId", site));
  }
}

package io.issuestream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Connects a team as a person with a browser does; points are counted for these only. */
record OAuthConsent(Stack stack) {
  private static final String CONNECTION = "/api/v1/integration/jira/connection";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  void by(String team) throws IOException, InterruptedException {
    String token =
        stack.tokens().issue("admin", team, TokenRole.TEAM_ADMIN, Duration.ofMinutes(10));
    HttpResponse<String> begun =
        sent(
            HttpRequest.newBuilder(stack.frontDoor().resolve(CONNECTION + "/authorize"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    String page =
        sent(HttpRequest.newBuilder(
                URI.create(
                    JsonMapper.shared().readTree(begun.body()).path("authorizeUrl").asString())))
            .body();
    String form =
        "decision=accept&consent=" + value(page, "consent") + "&site=" + value(page, "site");
    HttpResponse<String> decided =
        sent(
            HttpRequest.newBuilder(stack.sandbox().resolve("/auth/authorize"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
    HttpResponse<String> back =
        sent(
            HttpRequest.newBuilder(
                    URI.create(decided.headers().firstValue("Location").orElseThrow()))
                .header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
    assertThat(back.statusCode()).as(back.body()).isLessThan(400);
  }

  private static String value(String page, String field) {
    Matcher found = Pattern.compile("name=\"" + field + "\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> sent(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }
}

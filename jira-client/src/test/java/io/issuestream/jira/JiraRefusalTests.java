package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.FakeJira.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JiraRefusalTests extends HttpTestBase {

  @ParameterizedTest
  @CsvSource({
    "400, QueryRejected",
    "401, CredentialsRejected",
    "403, AccessForbidden",
    "404, NotFoundOrHidden",
    "409, JiraTimedOut",
    "410, EndpointGone",
    "413, QueryRejected",
    "429, RateLimited",
    "500, JiraUnavailable",
    "302, AnswerUnexpected",
  })
  void namesTheFactBehindEveryStatus(int status, String name) {
    server.answers(_ -> Reply.html(status).with("Location", "/login.jsp"));
    JiraFailure failure = failure(JiraFailure.class, cloud().search(search("secret = 1")));
    assertThat(failure.getClass().getSimpleName()).isEqualTo(name);
    assertThat(failure.advice()).endsWith(".");
    assertThat(meters.get("issuestream.jira.requests").tag("outcome", name).timer().count())
        .isPositive();
  }

  @Test
  void passesOnTheReasonJiraGives() {
    server.answers(_ ->
        Reply.status(
            400,
            "{\"errorMessages\":[\"The value 'NOPE' does not exist for the field 'project'.\"],"
                + "\"errors\":{\"jql\":\"too long\"}}"));
    JiraFailure.QueryRejected rejected =
        failure(JiraFailure.QueryRejected.class, cloud().search(search("x = 1")));
    assertThat(rejected.reason())
        .isEqualTo("The value 'NOPE' does not exist for the field 'project'. too long");
    assertThat(rejected.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 403, 404})
  void noticesThatATokenIsNotAcceptedWhateverTheStatus(int status) {
    server.answers(
        _ -> Reply.status(status, "{\"issues\":[],\"total\":0}").with("X-AUSERNAME", "anonymous"));
    failure(JiraFailure.CredentialsRejected.class, dataCenter().search(search("x = 1")));
    server.answers(_ ->
        Reply.status(status, "{\"issues\":[]}")
            .with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"));
    failure(JiraFailure.CredentialsRejected.class, cloud().search(search("x = 1")));
  }

  @Test
  void letsAnonymousReadersRead() {
    server.answers(
        _ -> Reply.json("{\"issues\":[{}],\"total\":1}").with("X-AUSERNAME", "anonymous"));
    Jira jira = open(JiraKind.DATA_CENTER, new JiraCredentials.Anonymous());
    assertThat(get(jira.search(search("x = 1"))).issues()).hasSize(1);
    assertThat(server.asked().getFirst().headers()).doesNotContainKey("authorization");
    server.answers(_ -> Reply.status(401, "{}"));
    assertThat(failure(JiraFailure.CredentialsRejected.class, jira.users().collectList()).advice())
        .contains("connect with a token");
  }

  @Test
  void asksForTheCaptchaToBeAnswered() {
    server.answers(_ -> Reply.html(403).with("X-Seraph-LoginReason", "AUTHENTICATION_DENIED"));
    assertThat(failure(JiraFailure.CredentialsRejected.class, dataCenter().myself()).advice())
        .contains("captcha");
  }

  @Test
  void provesWhoIsAsking() {
    server.answers(_ -> Reply.json("{\"version\":\"1\"}"));
    get(cloud().serverInfo());
    get(dataCenter().serverInfo());
    get(open(JiraKind.DATA_CENTER, new JiraCredentials.Basic("ü", "p:w")).serverInfo());
    assertThat(server.asked())
        .extracting(asked -> asked.headers().get("authorization"))
        .containsExactly("Basic bWVAZXhhbXBsZS5jb206czNjcmV0", "Bearer s3cret", "Basic w7w6cDp3");
    assertThat(server.asked().getFirst().headers().get("accept-encoding")).contains("gzip");
  }

  @Test
  void refusesWebPagesInPlaceOfJson() {
    server.answers(_ -> Reply.html(200));
    assertThat(failure(JiraFailure.AnswerUnreadable.class, cloud().search(search("x = 1"))))
        .hasMessageContaining("web page");
    server.answers(_ -> Reply.html(200).with("Content-Type", "application/json"));
    assertThat(failure(JiraFailure.AnswerUnreadable.class, cloud().myself()))
        .hasMessageContaining("web page");
    server.answers(_ -> Reply.json(""));
    failure(JiraFailure.AnswerUnreadable.class, cloud().myself());
    server.answers(_ -> Reply.json("{\"a\":1}").with("Content-Type", "text/plain"));
    assertThat(get(cloud().serverInfo()).version()).isEmpty();
  }

  @Test
  void saysWhatToDoAboutEachPageThatIsNotJson() {
    server.answers(_ -> Reply.html(200));
    assertThat(failure(JiraFailure.WebPageInstead.class, cloud().myself()).advice())
        .contains("login page or a proxy");
    server.answers(_ -> Reply.html(401));
    assertThat(failure(JiraFailure.CredentialsRejected.class, cloud().myself()).advice())
        .contains("single sign-on");
    server.answers(_ -> Reply.html(503));
    JiraFailure.JiraUnavailable down = failure(JiraFailure.JiraUnavailable.class, cloud().myself());
    assertThat(down).hasMessageContaining("page (503)");
    assertThat(down.advice()).contains("proxy in front of it");
  }

  @Test
  void givesUpAnAnswerThatNeverEnds() {
    server.answers(_ -> Reply.endless());
    Jira hasty =
        open(
            JiraKind.CLOUD,
            TOKEN,
            new JiraLimits(
                1000, 0, Duration.ZERO, Duration.ofMillis(300), 1000, 50, Duration.ofSeconds(9)));
    failure(JiraFailure.JiraTimedOut.class, hasty.myself());
  }

  @Test
  void refusesTornAnswers() {
    server.answers(_ -> Reply.json("{\"issues\":[{\"id\":\"1\"},{\"id\":\"2"));
    failure(JiraFailure.AnswerTorn.class, cloud().search(search("x = 1")));
    server.answers(_ -> Reply.json("[{\"id\":\"1\""));
    failure(JiraFailure.AnswerTorn.class, dataCenter().projects().collectList());
    server.answers(_ -> Reply.json("[1]"));
    failure(JiraFailure.AnswerUnreadable.class, cloud().myself());
  }

  @Test
  void refusesAnswersLargerThanAllowedHoweverTheyCome() {
    String large = "{\"issues\":[],\"x\":\"" + "x".repeat(3 << 20) + "\"}";
    // Packed it is a few kilobytes, so only counting while unpacking tells.
    server.answers(_ -> Reply.json(large));
    assertThat(failure(JiraFailure.AnswerTooLarge.class, cloud().search(search("x = 1"))))
        .hasMessageContaining("larger than 1048576 bytes");
    server.answers(_ -> Reply.json(large).with("Content-Encoding", "identity"));
    assertThat(failure(JiraFailure.AnswerUnreadable.class, cloud().search(search("x = 1"))))
        .hasMessageContaining("larger than");
  }

  @Test
  void neverTellsASecretOrAQuery() {
    List<Reply> replies =
        List.of(
            Reply.html(200),
            Reply.html(401),
            Reply.html(500),
            Reply.status(404, "{}"),
            Reply.status(400, "{}"),
            Reply.json("{\"issues\":["));
    for (Reply reply : replies) {
      server.answers(_ -> reply);
      JiraFailure failure =
          failure(JiraFailure.class, cloud().search(search("summary ~ \"hush\"")));
      assertThat(trace(failure) + failure.advice())
          .doesNotContain("s3cret", "hush", "me@example.com");
      failure = failure(JiraFailure.class, cloud().boards("HUSH").collectList());
      assertThat(trace(failure)).doesNotContain("s3cret", "HUSH", "startAt");
    }
    server.close();
    JiraFailure unreachable = failure(JiraFailure.class, cloud().boards("HUSH").collectList());
    assertThat(trace(unreachable)).doesNotContain("s3cret", "HUSH", "startAt");
    assertThat(
            List.of(
                new JiraCredentials.ApiToken("me@example.com", "s3cret").toString(),
                new JiraCredentials.Basic("me", "s3cret").toString(),
                TOKEN.toString()))
        .noneMatch(text -> text.contains("s3cret") || text.contains("me@"));
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

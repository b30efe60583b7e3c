package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.local.api.Api;
import io.issuestream.local.demo.Selection;
import io.issuestream.local.demo.SyncWatch;
import io.issuestream.local.issuer.TokenRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Connecting Jira in a real browser, with the sandbox's consent page as Atlassian's; recorded step
 * by step in {@code target/browser-run}. There is no page of ours yet to begin on, so a script on a
 * plain document of the same origin asks for the consent, as that page's will: the browser itself
 * gets the cookie, keeps it and brings it back.
 */
@Tag("proof")
class BrowserProofIT {
  private static final String CONNECTION = Consent.CONNECTION;
  private static final String TEAM = "browser";
  private static final Path RECORD = Path.of("target/browser-run").toAbsolutePath();
  private static final Duration BOUND = Duration.ofMinutes(3);

  private static RunningStack running;
  private static Api admin;
  private static String origin;

  @BeforeAll
  static void start() {
    assumeTrue(
        Browser.isThere(),
        "Chromium is not there; install it: apt-get install chromium chromium-driver");
    running = ProofStack.get().running();
    admin = running.stack().api(TEAM, TokenRole.TEAM_ADMIN);
    // Not the address of the consent page, so that the browser takes them for two sites.
    origin = "http://localhost:" + running.stack().home().ports().frontDoor();
  }

  @Test
  void connectsTheSecondOfTwoSitesIsDeclinedIsRevokedAndReconnects(@TempDir Path profile)
      throws IOException {
    try (Browser browser = Browser.open(RECORD, profile)) {
      begin(browser);
      accept(browser, "Both sites are granted");
      browser.awaitHeading("Choose a site");
      assertThat(browser.place()).isEqualTo(origin + CONNECTION + "/callback");
      assertThat(browser.cookies()).as("the cookie is used up").isZero();
      browser.record("Back, a site is to be chosen");
      browser.reload();
      browser.awaitHeading("no longer valid");
      browser.record("The same link again is refused");

      String connection = choose(browser);
      String project = firstSync();

      begin(browser);
      browser.record("Consent is asked for once more");
      browser.click("button[value=decline]");
      browser.awaitHeading("Jira was not connected");
      assertThat(browser.text()).contains("You declined");
      browser.record("Declined");
      assertThat(status()).isEqualTo("active");

      revoke();
      show(browser, "Revoked at Atlassian, to be reconnected");
      assertThat(browser.text()).contains("\"status\": \"reconnect\"");

      begin(browser);
      accept(browser, "Both sites are granted again");
      browser.awaitHeading("Jira is connected");
      browser.record("Back, connected");
      show(browser, "Connected again");
      assertThat(browser.text())
          .contains("\"status\": \"active\"", connection, Consent.SECOND, "\"name\": \"second\"");
      syncedAgain(project);
    }
    assertThat(RECORD.resolve("steps.log")).isNotEmptyFile();
  }

  /** Asks for a consent as a page of ours would, and lets the browser go there. */
  private static void begin(Browser browser) {
    browser.go(origin + "/issuer/jwks.json");
    String url =
        browser.script(
            """
            async (path, token) => {
              const answer = await fetch(
                path, {method: 'POST', headers: {Authorization: 'Bearer ' + token}});
              return (await answer.json()).authorizeUrl;
            }
            """,
            CONNECTION + "/authorize",
            token());
    assertThat(browser.cookiesOfScripts()).as("out of scripts' reach").isEmpty();
    browser.go(url);
    browser.awaitHeading("asks for access");
  }

  private static void accept(Browser browser, String step) {
    for (String site : List.of(Consent.MAIN, Consent.SECOND)) {
      browser.click("input[name=site][value='" + site + "']");
    }
    browser.record(step);
    browser.click("button[value=accept]");
  }

  /** Chooses the second site as a page of ours would; the connection's id. */
  private static String choose(Browser browser) {
    browser.go(origin + "/issuer/jwks.json");
    browser.script(
        """
        async (path, token, site) => {
          const headers = {Authorization: 'Bearer ' + token, 'Content-Type': 'application/json'};
          const offered = await (await fetch(path, {headers})).json();
          const chosen = await fetch(
            path, {method: 'POST', headers, body: JSON.stringify({cloudId: site})});
          document.body.innerText = JSON.stringify(
            {offered, status: chosen.status, chosen: await chosen.json()}, null, 1);
          document.body.style.whiteSpace = 'pre-wrap';
        }
        """,
        CONNECTION + "/sites",
        token(),
        Consent.SECOND);
    browser.record("The second site is chosen");
    assertThat(browser.text()).contains("\"status\": 201");
    JsonNode view = admin.get(CONNECTION);
    assertThat(view.path("site").path("cloudId").asString()).isEqualTo(Consent.SECOND);
    return view.path("connectionId").asString();
  }

  /** Shows the connection as the API tells it. */
  private static void show(Browser browser, String step) {
    browser.go(origin + "/issuer/jwks.json");
    browser.script(
        """
        async (path, token) => {
          const answer = await fetch(path, {headers: {Authorization: 'Bearer ' + token}});
          document.body.innerText = JSON.stringify(await answer.json(), null, 1);
          document.body.style.whiteSpace = 'pre-wrap';
        }
        """,
        CONNECTION,
        token());
    browser.record(step);
  }

  private static String firstSync() {
    SyncWatch watch = SyncWatch.from(admin);
    String project = new Selection(admin).choose(List.of("LAB")).getFirst().id();
    awaitDone(watch);
    return project;
  }

  private static void syncedAgain(String project) {
    SyncWatch watch = SyncWatch.from(admin);
    watch.request(project, true);
    awaitDone(watch);
  }

  private static void awaitDone(SyncWatch watch) {
    await("a sync")
        .atMost(BOUND)
        .until(() -> {
          var projects = watch.look();
          return !projects.isEmpty() && projects.stream().allMatch(watch::isDone);
        });
  }

  /** The user takes the grant back at Atlassian, and the next call meets it. */
  private static void revoke() {
    Api sandbox = running.stack().sandboxApi();
    for (JsonNode grant : sandbox.get("/sandbox/oauth").path("grants")) {
      sandbox.delete("/sandbox/oauth/grants/" + grant.path("id").asString());
    }
    await()
        .atMost(BOUND)
        .until(() -> {
          admin.get("/api/v1/integration/jira/health");
          return status().equals("reconnect");
        });
  }

  private static String status() {
    return admin.get(CONNECTION).path("status").asString();
  }

  private static String token() {
    return running
        .stack()
        .tokens()
        .issue("admin@" + TEAM, TEAM, TokenRole.TEAM_ADMIN, Duration.ofHours(1));
  }
}

package io.issuestream.integration.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.connection.Authentication;
import io.issuestream.contracts.connection.ConnectionEstablished;
import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.integration.TopicReader;
import io.issuestream.sandbox.oauth.AuthorizationServer;
import io.issuestream.sandbox.oauth.Decision;
import io.issuestream.sandbox.oauth.OAuthSettings;
import io.issuestream.sandbox.oauth.Site;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsentIT extends OAuthServiceIT {

  @Test
  void connectsTheSiteThatIsChosenOfTwo() throws GeneralSecurityException {
    Started started = start(team);
    assertThat(started.authorizeUrl())
        .contains("audience=api.atlassian.com", "offline_access", "prompt=consent");
    back(started.decide(Decision.ACCEPT, Site.MAIN_ID, Site.SECOND_ID), started.cookie())
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("Choose a site"));
    admin().get().uri(CONNECTION).exchange().expectStatus().isNotFound();
    admin()
        .get()
        .uri(CONNECTION + "/sites")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.sites.length()")
        .isEqualTo(2)
        .jsonPath("$.sites[1].cloudId")
        .isEqualTo(Site.SECOND_ID);
    choose(team, "another").expectStatus().isBadRequest();
    choose(team, Site.SECOND_ID)
        .expectStatus()
        .isCreated()
        .expectBody()
        .jsonPath("$.authentication")
        .isEqualTo("oauth")
        .jsonPath("$.site.cloudId")
        .isEqualTo(Site.SECOND_ID)
        .jsonPath("$.scopes")
        .isNotEmpty();
    admin().get().uri(CONNECTION + "/sites").exchange().expectStatus().isNotFound();
    admin()
        .get()
        .uri("/api/v1/integration/jira/projects")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[0].projectKey")
        .isEqualTo("LAB");
    admin().get().uri(HEALTH).exchange().expectBody().jsonPath("$.token").isEqualTo("valid");
    announced();
  }

  private void announced() throws GeneralSecurityException {
    try (TopicReader connections = topic(Topic.JIRA_CONNECTIONS);
        TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> connections.of(team, ConnectionEstablished.class).size() == 1);
      await().until(() -> credentials.of(team, TokenRefreshed.class).size() == 1);
      var state = connections.of(team, ConnectionEstablished.class).getFirst().connection();
      assertThat(state.authentication()).isEqualTo(Authentication.OAUTH);
      assertThat(state.baseUrl()).endsWith("/api/ex/jira/" + Site.SECOND_ID);
      TokenRefreshed token = credentials.of(team, TokenRefreshed.class).getFirst();
      assertThat(token.expiresAt()).isNotNull();
      assertThat(KEYS.open(token.ciphertext(), team + "/" + state.connectionId() + "/1"))
          .contains("oauth", AuthorizationServer.ACCESS_TOKEN_MARK)
          .doesNotContain(AuthorizationServer.REFRESH_TOKEN_MARK);
    }
  }

  @Test
  void connectsTheOnlySiteAtOnce() {
    String id = connectMain(team);
    assertThat(view(team, "$.site.cloudId")).isEqualTo(Site.MAIN_ID);
    assertThat(view(team, "$.status")).isEqualTo("active");
    // The same site again renews the connection, also where others are granted beside it.
    Started again = start(team);
    back(again.decide(Decision.ACCEPT, Site.SECOND_ID, Site.MAIN_ID), again.cookie())
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("Jira is connected"));
    assertThat(view(team, "$.connectionId")).isEqualTo(id);
    assertThat(version(team)).isEqualTo(2);
    // Another one needs the present one to be removed first.
    Started other = start(team);
    back(other.decide(Decision.ACCEPT, Site.SECOND_ID), other.cookie())
        .expectStatus()
        .isEqualTo(409);
    assertThat(view(team, "$.site.cloudId")).isEqualTo(Site.MAIN_ID);
  }

  @Test
  void saysThatTheConsentWasDeclined() {
    Started started = start(team);
    back(started.decide(Decision.DECLINE), started.cookie())
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("You declined"));
    admin().get().uri(CONNECTION).exchange().expectStatus().isNotFound();
  }

  @Test
  void takesAStateOnce() {
    Started started = start(team);
    URI redirect = started.decide(Decision.ACCEPT, Site.MAIN_ID);
    back(redirect, started.cookie()).expectStatus().isOk();
    back(redirect, started.cookie())
        .expectStatus()
        .isBadRequest()
        .expectBody(String.class)
        .value(page -> assertThat(page).contains("no longer valid"));
    assertThat(version(team)).isEqualTo(1);
  }

  @Test
  void refusesAnotherBrowser() {
    Started started = start(team);
    URI redirect = started.decide(Decision.ACCEPT, Site.MAIN_ID);
    back(redirect, start(team).cookie()).expectStatus().isBadRequest();
    // Nor does it help to come back with the right one: a state that got about is worth nothing.
    back(redirect, started.cookie()).expectStatus().isBadRequest();
    Started bare = start(team);
    back(bare.decide(Decision.ACCEPT, Site.MAIN_ID), "other=1").expectStatus().isBadRequest();
    admin().get().uri(CONNECTION).exchange().expectStatus().isNotFound();
  }

  @Test
  void refusesAStateThatIsTooOldOrMadeUp() {
    Started started = start(team);
    change(team, "update oauth_state set expires_at = clock_timestamp() where team_id = $1");
    back(started.decide(Decision.ACCEPT, Site.MAIN_ID), started.cookie())
        .expectStatus()
        .isBadRequest();
    for (String state : new String[] {"", "x", team + ".guess", "A B.c", "*.x"}) {
      web.get()
          .uri(builder ->
              builder
                  .path(CONNECTION + "/callback")
                  .queryParam("state", "{state}")
                  .queryParam("code", "c")
                  .build(state))
          .exchange()
          .expectStatus()
          .isBadRequest();
    }
    web.get().uri(CONNECTION + "/callback").exchange().expectStatus().isBadRequest();
  }

  @Test
  void keepsStatesAsHashesOnly() {
    Started started = start(team);
    String state = started.authorizeUrl().replaceAll(".*[?&]state=([^&]+).*", "$1");
    assertThat(
            count(
                team,
                "select count(*) from oauth_state s where team_id = $1 and s::text like '%"
                    + state.substring(state.length() - 20)
                    + "%'"))
        .isZero();
    assertThat(count(team, "select count(*) from oauth_state where team_id = $1")).isOne();
  }

  @Test
  void choosesAlsoWhenTheTokenEndedMeanwhile() {
    ATLASSIAN.settings(OAuthSettings.ATLASSIAN.withAccessTokenLife(Duration.ofSeconds(2)));
    Started started = start(team);
    back(started.decide(Decision.ACCEPT, Site.MAIN_ID, Site.SECOND_ID), started.cookie())
        .expectStatus()
        .isOk();
    ATLASSIAN.settings(OAuthSettings.ATLASSIAN);
    choose(team, Site.MAIN_ID).expectStatus().isCreated();
    assertThat(lastGrant().refreshes()).isEqualTo(1);
  }

  @Test
  void letsOnlyWhoConsentedChooseAndOnlyAdminsBegin() {
    web.post().uri(CONNECTION + "/authorize").exchange().expectStatus().isUnauthorized();
    as(team, "member")
        .post()
        .uri(CONNECTION + "/authorize")
        .exchange()
        .expectStatus()
        .isForbidden();
    Started started = start(team);
    back(started.decide(Decision.ACCEPT, Site.MAIN_ID, Site.SECOND_ID), started.cookie())
        .expectStatus()
        .isOk();
    choose(newTeam(), Site.MAIN_ID).expectStatus().isNotFound();
    change(team, "update oauth_choice set subject = 'somebody else' where team_id = $1");
    choose(team, Site.MAIN_ID).expectStatus().isEqualTo(409);
  }

  @Test
  void disconnectingLeavesNothingOfAToken() {
    String id = connectMain(team);
    start(team);
    try (TopicReader credentials = topic(Topic.JIRA_CREDENTIALS)) {
      await().until(() -> credentials.of(team, TokenRefreshed.class).size() == 1);
      admin().delete().uri(CONNECTION).exchange().expectStatus().isNoContent();
      await().until(() -> credentials.of(team).getLast().event() == null);
    }
    assertNothingLeft();
    assertThat(
            count(
                team,
                "select count(*) from jira_connection where team_id = $1 and credential is not"
                    + " null"))
        .isZero();
    // The same site again goes on where it was.
    assertThat(connectMain(team)).isEqualTo(id);
    assertThat(version(team)).isEqualTo(3);
  }

  @Test
  void disconnectingEndsAConsentThatWaitsForAChoice() {
    Started started = start(team);
    back(started.decide(Decision.ACCEPT, Site.MAIN_ID, Site.SECOND_ID), started.cookie())
        .expectStatus()
        .isOk();
    admin().delete().uri(CONNECTION).exchange().expectStatus().isNoContent();
    assertNothingLeft();
    choose(team, Site.MAIN_ID).expectStatus().isNotFound();
    admin().delete().uri(CONNECTION).exchange().expectStatus().isNotFound();
  }

  private void assertNothingLeft() {
    for (String table : new String[] {"oauth_grant", "oauth_state", "oauth_choice"}) {
      assertThat(count(team, "select count(*) from " + table + " where team_id = $1"))
          .as(table)
          .isZero();
    }
  }
}

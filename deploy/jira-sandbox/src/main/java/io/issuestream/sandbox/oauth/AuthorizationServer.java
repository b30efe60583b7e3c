package io.issuestream.sandbox.oauth;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who was granted what: Atlassian's authorisation server without its pages. Every consent makes a
 * grant of its own; Atlassian keeps one per application and account, but the sandbox's one account
 * stands for many.
 */
public final class AuthorizationServer {
  /** What access tokens begin with. */
  public static final String ACCESS_TOKEN_MARK = "sbxa.";

  /** What refresh tokens begin with. */
  public static final String REFRESH_TOKEN_MARK = "sbxr.";

  private final List<Site> sites;
  private final InstantSource clock;
  private final Map<String, OAuthClient> clients = new HashMap<>();
  private final Map<String, AuthorizationRequest> asked = new HashMap<>();
  private final Map<String, Grant> grants = new LinkedHashMap<>();
  private final IssuedTokens tokens = new IssuedTokens();
  private OAuthSettings settings = OAuthSettings.ATLASSIAN;
  private OAuthFaults faults = OAuthFaults.NONE;

  /** With the default client and these sites to choose from. */
  public AuthorizationServer(List<Site> sites, InstantSource clock) {
    this.sites = List.copyOf(sites);
    this.clock = clock;
    clients.put(OAuthClient.DEFAULT.id(), OAuthClient.DEFAULT);
  }

  /** The sites a user can grant. */
  public List<Site> sites() {
    return sites;
  }

  /** How long things live. */
  public synchronized OAuthSettings settings() {
    return settings;
  }

  /** Changes how long things live: tokens issued before keep their end. */
  public synchronized void settings(OAuthSettings chosen) {
    settings = chosen;
  }

  /** What goes wrong with the next refreshes. */
  public synchronized OAuthFaults faults() {
    return faults;
  }

  /** Sets what goes wrong with the next refreshes, in place of what was set before. */
  public synchronized void faults(OAuthFaults chosen) {
    faults = chosen;
  }

  /** The applications by id. */
  public synchronized List<OAuthClient> clients() {
    return clients.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  /** Registers an application, or changes the one with this id; its grants stay. */
  public synchronized void register(OAuthClient client) {
    clients.put(client.id(), client);
  }

  /**
   * Consents or declines as a user would, without a browser.
   *
   * @param authorizeUrl where the application sent the user
   * @param siteIds the sites granted; at least one for consent
   * @return where the browser is sent: the redirect URI with {@code code} or {@code error}, and
   *     {@code state}
   * @throws AuthorizationRefused if the application asked wrongly
   */
  public URI consent(String authorizeUrl, Decision decision, Collection<String> siteIds) {
    String page = ask(new QueryStringDecoder(authorizeUrl).parameters());
    String location = decide(page, decision, List.copyOf(siteIds));
    if (location == null) {
      throw new IllegalArgumentException("Consent needs at least one of the sites there are.");
    }
    return URI.create(location);
  }

  /** Takes a request for consent and gives the secret that the page hands back. */
  synchronized String ask(Map<String, List<String>> query) {
    AuthorizationRequest request = AuthorizationRequest.of(query, clients::get);
    String page = tokens.secret("", 24);
    asked.put(page, request);
    return page;
  }

  /** What a consent page is about; null where it was answered before. */
  synchronized @Nullable AuthorizationRequest asked(String page) {
    return asked.get(page);
  }

  /** Where the browser goes next; null where no site was chosen, or one that is not there. */
  synchronized @Nullable String decide(String page, Decision decision, List<String> siteIds) {
    AuthorizationRequest request = asked.get(page);
    if (request == null) {
      throw new AuthorizationRefused("This page was answered before. Start again.");
    }
    if (decision == Decision.DECLINE) {
      asked.remove(page);
      return request.declined();
    }
    List<String> known = sites.stream().map(Site::cloudId).toList();
    if (siteIds.isEmpty() || !known.containsAll(siteIds)) {
      return null;
    }
    asked.remove(page);
    Instant expires = clock.instant().plus(settings.codeLife());
    return request.accepted(
        tokens.code(new IssuedTokens.Code(request, List.copyOf(siteIds), expires)));
  }

  /** Exchanges a code for the first tokens of a grant. */
  synchronized TokenAnswer exchange(
      String clientId, String secret, String code, String redirectUri) {
    authenticate(clientId, secret);
    Instant now = clock.instant();
    IssuedTokens.Code known = tokens.take(code);
    if (known == null
        || !now.isBefore(known.expires())
        || !known.request().clientId().equals(clientId)) {
      throw TokenRefused.invalidCode();
    }
    if (!known.request().redirectUri().equals(redirectUri)) {
      throw TokenRefused.wrongRedirectUri();
    }
    Grant grant =
        new Grant(
            UUID.randomUUID().toString(), clientId, known.request().scopes(), known.siteIds(), now);
    grants.put(grant.id(), grant);
    return answer(grant, 1, now, false);
  }

  /** Exchanges a refresh token for the next one. */
  synchronized TokenAnswer refresh(String clientId, String secret, String refreshToken) {
    authenticate(clientId, secret);
    Instant now = clock.instant();
    IssuedTokens.Refresh known = tokens.refresh(refreshToken);
    if (known == null || !known.grant().clientId().equals(clientId)) {
      throw TokenRefused.deadRefreshToken();
    }
    int generation = known.grant().refresh(known.generation(), now, settings);
    boolean drop = faults.dropRefreshes() > 0;
    if (drop) {
      faults =
          new OAuthFaults(faults.dropRefreshes() - 1, faults.failRefreshes(), faults.failStatus());
    }
    return answer(known.grant(), generation, now, drop);
  }

  /** The status this refresh is to fail with, or 0. */
  synchronized int failure() {
    if (faults.failRefreshes() == 0) {
      return 0;
    }
    faults =
        new OAuthFaults(faults.dropRefreshes(), faults.failRefreshes() - 1, faults.failStatus());
    return faults.failStatus();
  }

  private void authenticate(String clientId, String secret) {
    OAuthClient client = clients.get(clientId);
    if (client == null || !client.secret().equals(secret)) {
      throw TokenRefused.accessDenied();
    }
  }

  private TokenAnswer answer(Grant grant, int generation, Instant now, boolean withheld) {
    String refresh =
        grant.scopes().contains(Scopes.OFFLINE) ? tokens.refresh(grant, generation) : null;
    String access = tokens.access(grant, now, now.plus(settings.accessTokenLife()));
    return new TokenAnswer(access, refresh, settings.accessTokenLife(), grant.scopes(), withheld);
  }

  /** The grant behind an access token; null where the token is unknown, expired or revoked. */
  synchronized @Nullable Grant bearer(@Nullable String accessToken) {
    IssuedTokens.Access known = accessToken == null ? null : tokens.access(accessToken);
    if (known == null || !known.grant().alive()) {
      return null;
    }
    return clock.instant().isBefore(known.expires()) ? known.grant() : null;
  }

  /** The id of the grant that an access token belongs to, or null where the token is not good. */
  public synchronized @Nullable String grantOf(@Nullable String accessToken) {
    Grant grant = bearer(accessToken);
    return grant == null ? null : grant.view().id();
  }

  /** The grants, oldest first. */
  public synchronized List<GrantView> grants() {
    List<GrantView> views = new ArrayList<>();
    grants.values().forEach(grant -> views.add(grant.view()));
    return views;
  }

  /** Takes a consent back, as a user can: its tokens are refused from now on. */
  public synchronized boolean revoke(String grantId) {
    Grant grant = grants.get(grantId);
    if (grant != null) {
      grant.revoke();
    }
    return grant != null;
  }

  /** Ends a grant's access tokens before their time; its refresh token stays good. */
  public synchronized boolean expireAccessTokens(String grantId) {
    Grant grant = grants.get(grantId);
    if (grant != null) {
      tokens.endAccess(grant);
    }
    return grant != null;
  }
}

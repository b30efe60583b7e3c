package io.issuestream.integration.oauth;

import io.issuestream.integration.oauth.TokenAnswer.Given;
import io.issuestream.integration.oauth.TokenAnswer.Later;
import io.issuestream.integration.oauth.TokenAnswer.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Atlassian's authorization server. Bodies travel as bytes: a codec that knows objects writes them
 * into logs at debug level, tokens included.
 */
final class Atlassian {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern CLOUD_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Set<String> DEAD = Set.of("invalid_grant", "unauthorized_client");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration USUAL_LIFE = Duration.ofHours(1);

  private final WebClient client;
  private final OAuthProperties properties;

  Atlassian(WebClient client, OAuthProperties properties) {
    this.client = client;
    this.properties = properties;
  }

  /** Where a browser gives consent. */
  URI consent(String state) {
    return UriComponentsBuilder.fromUri(properties.authorizeUrl())
        .queryParam("audience", "api.atlassian.com")
        .queryParam("client_id", "{client}")
        .queryParam("scope", "{scope}")
        .queryParam("redirect_uri", "{redirect}")
        .queryParam("state", "{state}")
        .queryParam("response_type", "code")
        .queryParam("prompt", "consent")
        .encode()
        .buildAndExpand(
            Map.of(
                "client", properties.clientId(),
                "scope", String.join(" ", properties.scopes()),
                "redirect", properties.redirectUri(),
                "state", state))
        .toUri();
  }

  /** The tokens for a code that consent gave. */
  Mono<TokenAnswer> exchange(String code) {
    return ask(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            properties.redirectUri()));
  }

  /** The next tokens of a grant; the refresh token given is used up by it. */
  Mono<TokenAnswer> refresh(String refreshToken) {
    return ask(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
  }

  private Mono<TokenAnswer> ask(Map<String, String> request) {
    var body = new LinkedHashMap<>(request);
    body.put("client_id", properties.clientId());
    body.put("client_secret", properties.clientSecret());
    return client
        .post()
        .uri(properties.tokenUrl())
        .contentType(MediaType.APPLICATION_JSON)
        .accept(MediaType.APPLICATION_JSON)
        .bodyValue(JSON.writeValueAsBytes(body))
        .exchangeToMono(response ->
            bytes(response)
                .map(bytes ->
                    answer(
                        response.statusCode().value(), response.headers().asHttpHeaders(), bytes)))
        .timeout(properties.requestTimeout())
        .onErrorResume(failure ->
            Mono.just(
                new Later(
                    "Atlassian did not answer (" + failure.getClass().getSimpleName() + ").",
                    null)));
  }

  private static Mono<byte[]> bytes(ClientResponse response) {
    return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]);
  }

  private static TokenAnswer answer(int status, HttpHeaders headers, byte[] body) {
    JsonNode json = tree(body);
    if (status == 200) {
      String access = json.path("access_token").asString("");
      if (access.isEmpty()) {
        return new Later("Atlassian's answer held no token.", null);
      }
      String refresh = json.path("refresh_token").asString("");
      long seconds = json.path("expires_in").asLong(USUAL_LIFE.toSeconds());
      return new Given(
          new Tokens(
              access,
              refresh.isEmpty() ? null : refresh,
              Duration.ofSeconds(Math.max(1, seconds)),
              json.path("scope").asString("")));
    }
    String error = json.path("error").asString("");
    if (status >= 400 && status < 500 && DEAD.contains(error)) {
      return new Refused(error);
    }
    return new Later(
        error.equals("access_denied")
            ? "Atlassian refused this installation's client id or secret; its operator has to"
                + " correct them."
            : "Atlassian answered " + status + ".",
        retryAfter(headers));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException page) {
      return JSON.createObjectNode();
    }
  }

  private static @Nullable Duration retryAfter(HttpHeaders headers) {
    String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
    if (value == null || !value.matches("[0-9]{1,9}")) {
      return null;
    }
    Duration wait = Duration.ofSeconds(Long.parseLong(value));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  /** The Jira sites an access token is for. */
  Mono<List<Site>> sites(String accessToken) {
    return client
        .get()
        .uri(properties.resourcesUrl())
        .accept(MediaType.APPLICATION_JSON)
        .headers(headers -> headers.setBearerAuth(accessToken))
        .exchangeToMono(response ->
            response.statusCode().is2xxSuccessful()
                ? bytes(response).map(bytes -> sites(tree(bytes)))
                : response
                    .releaseBody()
                    .then(
                        Mono.error(
                            () -> new SitesUnknown("answered " + response.statusCode().value()))))
        .timeout(properties.requestTimeout())
        .onErrorMap(
            failure -> !(failure instanceof SitesUnknown),
            failure -> new SitesUnknown(failure.getClass().getSimpleName()));
  }

  private static List<Site> sites(JsonNode list) {
    var sites = new ArrayList<Site>();
    for (JsonNode one : list) {
      String id = one.path("id").asString("");
      var scopes = new ArrayList<String>();
      one.path("scopes").forEach(scope -> scopes.add(scope.asString("")));
      // A consent may also be for Confluence; its sites are listed here too.
      boolean jira = scopes.stream().anyMatch(scope -> scope.contains("jira"));
      if (jira && CLOUD_ID.matcher(id).matches()) {
        String url = one.path("url").asString("");
        sites.add(new Site(id, one.path("name").asString(url), url, scopes));
      }
    }
    return List.copyOf(sites);
  }
}

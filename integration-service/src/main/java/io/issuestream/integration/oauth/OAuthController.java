package io.issuestream.integration.oauth;

import io.issuestream.edge.Caller;
import io.issuestream.integration.connection.ConnectionView;
import io.issuestream.integration.oauth.SiteChoice.Listed;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** Connecting Jira Cloud by OAuth. */
@RestController
@RequestMapping(OAuthController.PATH)
class OAuthController {

  static final String PATH = "/api/v1/integration/jira/connection";
  static final String COOKIE = "issuestream_oauth";

  private final OAuthLogin login;
  private final SiteChoice choice;
  private final OAuthProperties properties;

  OAuthController(OAuthLogin login, SiteChoice choice, OAuthProperties properties) {
    this.login = login;
    this.choice = choice;
    this.properties = properties;
  }

  /** Where to send the browser that gets this answer, and no other. */
  record Authorize(URI authorizeUrl) {}

  /** The site chosen. */
  record Choose(@Nullable String cloudId) {}

  @PostMapping("/authorize")
  Mono<ResponseEntity<Authorize>> authorize(Caller caller, ServerHttpRequest request) {
    return login
        .begin(caller)
        .map(begun ->
            ResponseEntity.ok()
                .header(
                    HttpHeaders.SET_COOKIE,
                    cookie(request, begun.browser(), properties.stateLife().toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Authorize(begun.authorizeUrl())));
  }

  /** Open: Atlassian sends the browser here, and state and cookie together say whose it is. */
  @GetMapping("/callback")
  Mono<ResponseEntity<String>> callback(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @CookieValue(name = COOKIE, required = false) @Nullable String browser,
      ServerHttpRequest request) {
    return login.finish(state, browser, code, error).map(outcome -> answer(request, outcome));
  }

  private ResponseEntity<String> answer(ServerHttpRequest request, Outcome outcome) {
    URI page = properties.donePage();
    ResponseEntity.BodyBuilder answer =
        page == null
            ? ResponseEntity.status(outcome.status()).contentType(MediaType.TEXT_HTML)
            : ResponseEntity.status(HttpStatus.SEE_OTHER).location(ended(page, outcome));
    answer
        .header(HttpHeaders.SET_COOKIE, cookie(request, "", 0))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        // The address of this page holds the code.
        .header("Referrer-Policy", "no-referrer")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    return page == null ? answer.body(outcome.page()) : answer.build();
  }

  private static URI ended(URI page, Outcome outcome) {
    return UriComponentsBuilder.fromUri(page).queryParam("jira", outcome.word()).build().toUri();
  }

  private static String cookie(ServerHttpRequest request, String value, long seconds) {
    return ResponseCookie.from(COOKIE, value)
        .httpOnly(true)
        .secure("https".equalsIgnoreCase(request.getURI().getScheme()))
        // Lax: it has to come along when Atlassian's page leads back here.
        .sameSite("Lax")
        .path(PATH)
        .maxAge(seconds)
        .build()
        .toString();
  }

  @GetMapping("/sites")
  Mono<Listed> sites(Caller caller) {
    return choice.list(caller.team());
  }

  @PostMapping("/sites")
  Mono<ResponseEntity<ConnectionView>> choose(Caller caller, @RequestBody Choose chosen) {
    return choice
        .choose(caller, chosen.cloudId())
        .map(done ->
            ResponseEntity.status(done.connected().created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ConnectionView.of(done.connected().connection(), done.granted())));
  }
}

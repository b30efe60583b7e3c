package io.issuestream.integration.github;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.integration.secret.SecretsAtRest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** The hooks a team makes for its GitHub repositories. */
@RestController
@RequestMapping("/api/v1/integration/github/hooks")
class GithubHookController {

  private static final int MOST_HOOKS = 100;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final GithubHooks hooks;
  private final SecretsAtRest secrets;
  private final GithubProperties properties;
  private final Clock clock = Clock.systemUTC();

  GithubHookController(GithubHooks hooks, SecretsAtRest secrets, GithubProperties properties) {
    this.hooks = hooks;
    this.secrets = secrets;
    this.properties = properties;
  }

  /**
   * A hook as it is made.
   *
   * @param secret to be entered at GitHub; shown this once
   * @param url to be entered at GitHub
   */
  record Made(String hookId, String secret, String url, Instant createdAt) {

    @Override
    public String toString() {
      return "Made[" + hookId + "]";
    }
  }

  /** A hook as it is shown afterwards. */
  record Shown(String hookId, String url, String createdBy, Instant createdAt) {}

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Mono<Made> make(Caller caller, ServerHttpRequest request) {
    return hooks
        .count(caller.team())
        .flatMap(count -> count < MOST_HOOKS ? add(caller, request) : Mono.error(() -> tooMany()));
  }

  @GetMapping
  Mono<Page<Shown>> list(
      Caller caller,
      ServerHttpRequest request,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    return hooks
        .list(caller.team(), after == null ? "" : after, size + 1)
        .map(hook -> shown(hook, request))
        .collectList()
        .map(rows -> Page.of(rows, size, Shown::hookId));
  }

  /** Removes a hook; what it delivers from then on is refused. */
  @DeleteMapping("/{hookId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> remove(Caller caller, @PathVariable String hookId) {
    return hooks
        .remove(caller.team(), hookId)
        .flatMap(removed ->
            removed
                ? Mono.empty()
                : Mono.error(() -> Problem.notFound("The team has no such hook.")));
  }

  private Mono<Made> add(Caller caller, ServerHttpRequest request) {
    String hookId = random(16);
    String secret = random(32);
    byte[] sealed =
        secrets.seal(
            secret.getBytes(StandardCharsets.UTF_8), GithubHook.place(caller.team(), hookId));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return hooks
        .add(new GithubHook(caller.team(), hookId, sealed, caller.subject(), now))
        .thenReturn(new Made(hookId, secret, url(hookId, request), now));
  }

  private Shown shown(GithubHook hook, ServerHttpRequest request) {
    return new Shown(
        hook.hookId(), url(hook.hookId(), request), hook.createdBy(), hook.createdAt());
  }

  private String url(String hookId, ServerHttpRequest request) {
    String origin =
        properties.publicUrl().isEmpty()
            ? UriComponentsBuilder.fromUri(request.getURI())
                .replacePath("")
                .replaceQuery(null)
                .build()
                .toUriString()
            : properties.publicUrl().replaceAll("/+$", "");
    return origin + "/api/v1/webhooks/github/" + hookId;
  }

  private static String random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static Problem tooMany() {
    return Problem.conflict(
        "The team has " + MOST_HOOKS + " hooks already. Remove one it no longer uses.");
  }
}

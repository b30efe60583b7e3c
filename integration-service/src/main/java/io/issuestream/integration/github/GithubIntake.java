package io.issuestream.integration.github;

import io.issuestream.edge.Problem;
import io.issuestream.integration.secret.SecretsAtRest;
import io.issuestream.integration.webhook.Incoming;
import io.issuestream.integration.webhook.WebhookInbox;
import io.issuestream.integration.webhook.WebhookProperties;
import io.issuestream.tenancy.TeamScope;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The open endpoint that GitHub delivers to. Whoever knows the hook's secret may; a delivery is
 * stored before it is answered, and what is not in order is refused with nothing stored.
 */
@RestController
class GithubIntake {

  private static final String SOURCE = "github";

  /** A UUID today; bounded because it is kept and shown. */
  private static final Pattern DELIVERY_ID = Pattern.compile("[0-9A-Za-z-]{1,100}");

  private static final Pattern EVENT_TYPE = Pattern.compile("[a-z_]{1,100}");

  private final GithubHooks hooks;
  private final SecretsAtRest secrets;
  private final WebhookInbox inbox;
  private final int maxBody;

  GithubIntake(
      GithubHooks hooks, SecretsAtRest secrets, WebhookInbox inbox, WebhookProperties properties) {
    this.hooks = hooks;
    this.secrets = secrets;
    this.inbox = inbox;
    this.maxBody = Math.toIntExact(properties.maxBody().toBytes());
  }

  /** What GitHub is told. */
  record Accepted(String deliveryId, boolean duplicate) {}

  @PostMapping("/api/v1/webhooks/github/{hookId}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Accepted> receive(@PathVariable String hookId, ServerHttpRequest request) {
    return hooks
        .byId(hookId)
        // A delivery brings nothing but the hook to find its team by.
        .contextWrite(TeamScope.system())
        .switchIfEmpty(
            Mono.error(() -> Problem.notFound("There is no such hook; it may have been removed.")))
        .flatMap(hook -> body(request).map(body -> checked(hook, request.getHeaders(), body)))
        .flatMap(incoming ->
            inbox
                .put(incoming)
                .contextWrite(TeamScope.of(incoming.teamId()))
                .map(added -> new Accepted(incoming.deliveryId(), !added)));
  }

  private Mono<byte[]> body(ServerHttpRequest request) {
    if (request.getHeaders().getContentLength() > maxBody) {
      return Mono.error(new DataBufferLimitException("A delivery is larger than " + maxBody));
    }
    return DataBufferUtils.join(request.getBody(), maxBody)
        .map(GithubIntake::bytes)
        .defaultIfEmpty(new byte[0])
        // Hashing and walking through megabytes must not hold up the connections of others.
        .publishOn(Schedulers.parallel());
  }

  private Incoming checked(GithubHook hook, HttpHeaders headers, byte[] body) {
    byte[] secret =
        secrets.open(hook.sealedSecret(), GithubHook.place(hook.teamId(), hook.hookId()));
    if (!HookSignature.matches(headers.getFirst(HookSignature.HEADER), body, secret)) {
      throw Problem.of(
          HttpStatus.UNAUTHORIZED,
          "wrong-signature",
          "The signature is not that of this body. Check the secret at GitHub.");
    }
    String deliveryId = header(headers, "X-GitHub-Delivery", DELIVERY_ID);
    String eventType = header(headers, "X-GitHub-Event", EVENT_TYPE);
    if (!JsonDocument.isObject(body)) {
      throw Problem.invalid(
          "The body is not a JSON object. Choose content type application/json at GitHub.");
    }
    return new Incoming(hook.teamId(), SOURCE, hook.hookId(), deliveryId, eventType, body);
  }

  private static String header(HttpHeaders headers, String name, Pattern pattern) {
    @Nullable String value = headers.getFirst(name);
    if (value == null || !pattern.matcher(value).matches()) {
      throw Problem.invalid("The header " + name + " is missing or not as GitHub sends it.");
    }
    return value;
  }

  private static byte[] bytes(DataBuffer buffer) {
    try {
      var bytes = new byte[buffer.readableByteCount()];
      buffer.read(bytes);
      return bytes;
    } finally {
      DataBufferUtils.release(buffer);
    }
  }
}

package io.issuestream.integration.webhook;

import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.edge.Role;
import io.issuestream.integration.webhook.WebhookLog.Place;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows a team its deliveries, and has failed ones tried again. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

  private static final Set<String> STATUSES =
      Set.of("pending", "processing", "completed", "failed");

  private final WebhookLog events;
  private final WebhookProcessing processing;

  WebhookController(WebhookLog events, WebhookProcessing processing) {
    this.events = events;
    this.processing = processing;
  }

  @GetMapping("/events")
  Mono<Page<WebhookView>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.invalid("status is pending, processing, completed or failed.");
    }
    int size = Page.limit(limit);
    Place from = after == null ? null : decoded(after);
    return events
        .list(caller.team(), status, from, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, WebhookController::encoded));
  }

  @GetMapping("/events/{eventId}")
  Mono<WebhookView> show(Caller caller, @PathVariable String eventId) {
    return events.one(caller.team(), id(eventId)).switchIfEmpty(Mono.error(() -> unknown()));
  }

  /** Has a failed delivery tried again; one that waits already is left as it is. */
  @PostMapping("/events/{eventId}/retry")
  @MayCall({Role.TEAM_ADMIN, Role.SRE})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<WebhookView> retry(Caller caller, @PathVariable String eventId) {
    UUID id = id(eventId);
    return events
        .retry(caller.team(), id)
        .flatMap(again ->
            events
                .one(caller.team(), id)
                .switchIfEmpty(Mono.error(() -> unknown()))
                .doOnNext(view -> retried(again, view)));
  }

  private void retried(boolean again, WebhookView view) {
    if (again) {
      processing.announce();
    } else if (view.processingStatus().equals("completed")) {
      throw Problem.conflict("The delivery has been completed; only a failed one is tried again.");
    }
  }

  @GetMapping("/stats")
  Mono<WebhookStats> stats(Caller caller) {
    return events.stats(caller.team());
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  private static Problem unknown() {
    return Problem.notFound("The team has no such delivery.");
  }

  private static String encoded(WebhookView view) {
    String place = view.receivedAt() + "|" + view.eventId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static Place decoded(String cursor) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int bar = place.indexOf('|');
      return new Place(
          Instant.parse(place.substring(0, Math.max(bar, 0))),
          UUID.fromString(place.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      throw Problem.invalid("after is what an earlier answer gave as next.");
    }
  }
}

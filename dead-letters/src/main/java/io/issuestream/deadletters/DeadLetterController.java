package io.issuestream.deadletters;

import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.edge.Role;
import io.issuestream.messaging.deadletter.DeadLetterOffice;
import io.issuestream.messaging.deadletter.Dealt;
import io.issuestream.messaging.deadletter.LetterFilter;
import io.issuestream.messaging.deadletter.LetterId;
import io.issuestream.messaging.deadletter.LetterSummary;
import io.issuestream.messaging.inbound.DatabaseAway;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * A service's dead letters. They are the service's and not a team's, so that whoever operates it
 * sees which there are and deals with all of them; what is in one is shown, and may be corrected,
 * only on behalf of the team it is of, in whose audit log that then is.
 */
@RestController
@RequestMapping("/api/v1/operations/${spring.application.name}/dead-letters")
class DeadLetterController {

  private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);

  private final DeadLetterOffice office;

  DeadLetterController(DeadLetterOffice office) {
    this.office = office;
  }

  @GetMapping
  @MayCall(Role.SRE)
  Mono<Page<LetterLine>> list(
      @RequestParam(required = false) @Nullable String id,
      @RequestParam(required = false) @Nullable String topic,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String team,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    var filter = new LetterFilter(id == null ? Set.of() : Set.of(Order.id(id)), topic, code, team);
    return office
        .list(filter, after == null ? null : Order.id(after), size + 1)
        .map(found -> found.stream().map(LetterLine::of).toList())
        .map(lines -> Page.of(lines, size, LetterLine::id))
        .onErrorMap(DeadLetterController::told);
  }

  @GetMapping("/{letterId}")
  @MayCall(Role.SRE)
  Mono<LetterView> show(Caller caller, @PathVariable String letterId) {
    return Mono.justOrEmpty(LetterId.of(letterId))
        .flatMap(id -> office.open(id, letter -> isFor(caller, letter)))
        .map(LetterView::of)
        .switchIfEmpty(Mono.error(DeadLetterController::unknown))
        .onErrorMap(DeadLetterController::told);
  }

  @PostMapping("/retry")
  @MayCall(Role.SRE)
  Mono<DealtView> retry(Caller caller, @RequestBody Order order) {
    LetterFilter filter = order.filter();
    return allowed(caller, order)
        .then(Mono.defer(() -> office.retry(filter, order.from(), size(order), order.corrected())))
        .doOnNext(dealt -> note(caller, "retried", dealt))
        .map(DealtView::of)
        .onErrorMap(DeadLetterController::told);
  }

  @PostMapping("/discard")
  @MayCall(Role.SRE)
  Mono<DealtView> discard(Caller caller, @RequestBody Order order) {
    LetterFilter filter = order.filter();
    return allowed(caller, order)
        .then(Mono.defer(() -> office.discard(filter, order.from(), size(order))))
        .doOnNext(dealt -> note(caller, "discarded", dealt))
        .map(DealtView::of)
        .onErrorMap(DeadLetterController::told);
  }

  /** Whether all that are named are there, and what is to be corrected is the caller's to see. */
  private Mono<Void> allowed(Caller caller, Order order) {
    Set<LetterId> wanted = order.wanted();
    if (wanted.isEmpty()) {
      return order.correction() == null ? Mono.empty() : Mono.fromRunnable(order::corrected);
    }
    return office
        .list(LetterFilter.of(wanted), null, wanted.size())
        .flatMap(found -> {
          boolean seen =
              order.correction() == null || found.stream().allMatch(one -> isFor(caller, one));
          return found.size() == wanted.size() && seen ? Mono.empty() : Mono.error(unknown());
        });
  }

  private static int size(Order order) {
    return Page.limit(order.limit());
  }

  private static boolean isFor(Caller caller, LetterSummary letter) {
    return letter.team() == null || letter.team().equals(caller.team());
  }

  /** The audit log has the request; which letters it was about stands in the service's own log. */
  private static void note(Caller caller, String what, Dealt dealt) {
    log.info(
        "{} {} dead letters: {}",
        caller.subject(),
        what,
        dealt.letters().stream().map(one -> one.id() + " " + one.outcome()).toList());
  }

  private static Problem unknown() {
    return Problem.notFound("The team has no such dead letter here.");
  }

  private static Throwable told(Throwable failure) {
    return switch (failure) {
      case DatabaseAway away ->
          Problem.unavailable("The database does not answer, so nothing more was tried.");
      case KafkaException away -> Problem.unavailable("The broker does not answer in time.");
      default -> failure;
    };
  }
}

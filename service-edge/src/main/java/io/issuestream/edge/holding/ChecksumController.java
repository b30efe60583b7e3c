package io.issuestream.edge.holding;

import io.issuestream.contracts.Topic;
import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.edge.Role;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells an sre what this service holds of a team, to be compared with other places. */
@RestController
@RequestMapping("/api/v1/operations/${spring.application.name}/checksums")
class ChecksumController {

  /** Entries are short, and a difference among many is looked for in all of them. */
  static final int MOST_ENTRIES = 5000;

  private final String service;
  private final Holdings holdings;
  private final List<Holding> held;
  private final List<Unfinished> unfinished;
  private final List<FigureCheck> checks;

  ChecksumController(
      String service,
      Holdings holdings,
      List<Holding> held,
      List<Unfinished> unfinished,
      List<FigureCheck> checks) {
    this.service = service;
    this.holdings = holdings;
    this.held = held;
    this.unfinished = unfinished;
    this.checks = checks;
  }

  /**
   * Counts and checksums. What is unfinished is counted after them, so that a difference that is
   * only on its way is never taken for a lasting one.
   */
  @GetMapping
  @MayCall(Role.SRE)
  Mono<Checksums> show(Caller caller) {
    return Flux.fromIterable(held)
        .concatMap(one -> holdings.held(caller.team(), one))
        .collectList()
        .flatMap(tallies ->
            Flux.fromIterable(unfinished)
                .concatMap(one ->
                    one.count()
                        .apply(caller.team())
                        .map(count -> new Checksums.Pending(one.name(), one.settles(), count)))
                .collectList()
                .map(pending ->
                    new Checksums(
                        service,
                        held.stream().map(one -> one.topic().topicName()).toList(),
                        tallies,
                        pending)));
  }

  /** The aggregates behind a checksum, by id. */
  @GetMapping("/entries")
  @MayCall(Role.SRE)
  Mono<Page<Entry>> entries(
      Caller caller,
      @RequestParam String kind,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = limit == null ? MOST_ENTRIES : limit;
    if (size < 1 || size > MOST_ENTRIES) {
      throw Problem.invalid("limit is 1 to " + MOST_ENTRIES + ", not " + size + ".");
    }
    Topic topic = topic(kind);
    Holding holding =
        held.stream()
            .filter(one -> one.topic() == topic)
            .findFirst()
            .orElseThrow(() -> nothing(topic, "aggregates"));
    return holdings
        .entries(caller.team(), holding, project, after == null ? "" : after, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, Entry::id));
  }

  /** Works figures out afresh and names those that are stored otherwise. */
  @GetMapping("/recomputed")
  @MayCall(Role.SRE)
  Mono<Recomputed> recomputed(
      Caller caller,
      @RequestParam String kind,
      @RequestParam(required = false) @Nullable String after) {
    Topic topic = topic(kind);
    return checks.stream()
        .filter(one -> one.topic() == topic)
        .findFirst()
        .orElseThrow(() -> nothing(topic, "figures"))
        .recompute(caller.team(), after == null ? "" : after);
  }

  private static Topic topic(String name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.invalid("kind is a topic's name, such as jira.issues."));
  }

  private Problem nothing(Topic topic, String what) {
    return Problem.notFound(service + " has no " + what + " of " + topic.topicName() + ".");
  }
}

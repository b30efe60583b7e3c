package io.issuestream.metrics.sprint;

import io.issuestream.contracts.metrics.MemberAmounts;
import io.issuestream.contracts.metrics.SprintMetrics;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.metrics.ledger.SprintFact;
import io.issuestream.metrics.person.PersonMatches;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sprints, their figures, and the issues behind each figure. */
@RestController
@RequestMapping("/api/v1/metrics/sprints")
class SprintController {

  private final SprintMetricsStore store;
  private final Ledgers ledgers;
  private final PersonMatches persons;
  private final KnownProjects projects;

  SprintController(
      SprintMetricsStore store, Ledgers ledgers, PersonMatches persons, KnownProjects projects) {
    this.store = store;
    this.ledgers = ledgers;
    this.persons = persons;
    this.projects = projects;
  }

  /** The team's sprints with their figures, newest first. */
  @GetMapping
  Mono<Page<SprintMetrics>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    SprintPhase phase = phase(state);
    SprintCursor cursor = SprintCursor.parse(after);
    return projects
        .require(caller.team(), project)
        .thenMany(store.newest(caller.team(), project, phase, cursor, size + 1))
        .collectList()
        .map(rows -> Page.of(rows, size, SprintCursor::of))
        .map(page -> new Page<>(metrics(page.items()), page.next()));
  }

  /** One sprint. */
  @GetMapping("/{sprintId}")
  Mono<SprintDetail> get(Caller caller, @PathVariable long sprintId) {
    return store
        .get(new SprintKey(caller.team(), sprintId))
        .switchIfEmpty(Mono.error(() -> unknown(sprintId)))
        .flatMap(stored -> {
          SprintMetrics metrics = stored.metrics();
          List<String> personIds =
              metrics.members().stream()
                  .map(MemberAmounts::personId)
                  .filter(Objects::nonNull)
                  .toList();
          return persons
              .members(caller.team(), personIds)
              .map(members -> new SprintDetail(metrics, stored.revision(), members));
        });
  }

  /** The issues behind a figure, by id; without a fact all issues of the sprint's ledger. */
  @GetMapping("/{sprintId}/issues")
  Mono<Page<SprintLine>> issues(
      Caller caller,
      @PathVariable long sprintId,
      @RequestParam(required = false) @Nullable String fact,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    SprintFact wanted = fact(fact);
    long afterId = issueId(after);
    return ledgers
        .of(List.of(new SprintKey(caller.team(), sprintId)))
        .flatMapIterable(worked -> worked)
        .next()
        .switchIfEmpty(Mono.error(() -> unknown(sprintId)))
        .map(worked -> SprintLine.of(worked, wanted, afterId, size + 1))
        .map(lines -> Page.of(lines, size, line -> Long.toString(line.id())));
  }

  private static List<SprintMetrics> metrics(List<StoredSprint> stored) {
    return stored.stream().map(StoredSprint::metrics).toList();
  }

  private static Problem unknown(long sprintId) {
    return Problem.notFound("No sprint " + sprintId + " is known.");
  }

  private static @Nullable SprintPhase phase(@Nullable String state) {
    if (state == null) {
      return null;
    }
    return Arrays.stream(SprintPhase.values())
        .filter(phase -> phase.toString().equals(state))
        .findFirst()
        .orElseThrow(
            () -> Problem.invalid("state is future, active or closed, not " + state + "."));
  }

  private static @Nullable SprintFact fact(@Nullable String slug) {
    if (slug == null) {
      return null;
    }
    return SprintFact.ofSlug(slug)
        .orElseThrow(() ->
            Problem.invalid(
                "fact is one of "
                    + Arrays.stream(SprintFact.values())
                        .map(SprintFact::slug)
                        .collect(Collectors.joining(", "))
                    + ", not "
                    + slug
                    + "."));
  }

  private static long issueId(@Nullable String after) {
    if (after == null) {
      return 0;
    }
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException notOurs) {
      throw Problem.invalid("after is the value of next in the part before, unchanged.");
    }
  }
}

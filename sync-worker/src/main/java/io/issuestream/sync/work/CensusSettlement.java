package io.issuestream.sync.work;

import io.issuestream.sync.SyncProperties;
import io.issuestream.sync.census.CensusResult;
import io.issuestream.sync.issue.Absences;
import io.issuestream.sync.work.CensusSweep.Differences;
import io.issuestream.sync.work.IssueReading.ById;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Settles what a census found: everything that differs is read by id, which the index cannot
 * contradict. What Jira does not answer for is hidden the first time and deleted the second time,
 * if the project itself can still be read; very much at once waits for an admin.
 */
@Component
class CensusSettlement {

  private static final int AT_ONCE = 500;

  private final Absences absences;
  private final RunBooks books;
  private final SyncProperties.Census properties;

  CensusSettlement(Absences absences, RunBooks books, SyncProperties properties) {
    this.absences = absences;
    this.books = books;
    this.properties = properties.census();
  }

  /**
   * What became of it.
   *
   * @param repaired issues stored that were not, or not so
   * @param moved issues that have another key
   * @param vanished issues that are absent and wait for an admin's word
   */
  record Settled(int repaired, int moved, int hidden, int deleted, int vanished) {}

  Mono<Settled> settle(
      RunContext context, IssueReading reading, @Nullable CensusResult last, Differences found) {
    Set<Long> asked = new HashSet<>(found.unknown());
    asked.addAll(found.absent());
    asked.addAll(found.pending());
    return reading
        .byId(asked)
        .flatMap(read -> {
          Set<Long> gone = new HashSet<>(read.missing());
          gone.retainAll(found.absent());
          int vanished = gone.size();
          gone.addAll(found.pending().stream().filter(read.missing()::contains).toList());
          return gone.isEmpty()
              ? Mono.just(settled(read, new Absences.Outcome(0, 0), 0))
              : tooMany(vanished, found, last)
                  ? Mono.just(settled(read, new Absences.Outcome(0, 0), vanished))
                  : note(context, gone).map(outcome -> settled(read, outcome, 0));
        });
  }

  private static Settled settled(ById read, Absences.Outcome outcome, int vanished) {
    return new Settled(read.changed(), read.moved(), outcome.hidden(), outcome.deleted(), vanished);
  }

  private boolean tooMany(int vanished, Differences found, @Nullable CensusResult last) {
    long before = last == null ? found.absent().size() : Math.max(last.stored(), vanished);
    return vanished > properties.fewVanished()
        && vanished > properties.mostVanished() * before
        && (last == null || last.confirmedBy() == null);
  }

  /** The project is asked for once more: without it nothing can be said of its issues. */
  private Mono<Absences.Outcome> note(RunContext context, Set<Long> gone) {
    List<Long> ids = gone.stream().sorted().toList();
    return context
        .jira()
        .project(Long.parseLong(context.run().projectId()))
        .thenMany(Flux.fromIterable(ids).buffer(AT_ONCE))
        .concatMap(some -> books.absent(context, absences, some))
        .reduce(new Absences.Outcome(0, 0), Absences.Outcome::plus);
  }
}

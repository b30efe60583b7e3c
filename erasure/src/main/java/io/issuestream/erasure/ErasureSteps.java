package io.issuestream.erasure;

import io.issuestream.contracts.erasure.ErasureReported;
import io.issuestream.contracts.erasure.PersonErased;
import io.issuestream.contracts.erasure.PersonErasure;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.contracts.erasure.TeamErasureRequested;
import io.issuestream.erasure.ErasureTasks.Task;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Does one erasure in this service, from remembering whom to reporting what was done. */
final class ErasureSteps {

  private final ErasedPeople people;
  private final List<PersonErasing> parts;
  private final AuditErasing audit;
  private final LetterErasing letters;
  private final TeamRemoval removal;
  private final ErasureTasks tasks;
  private final Outbox outbox;
  private final TransactionalOperator transaction;
  private final String service;

  ErasureSteps(
      ErasedPeople people,
      List<PersonErasing> parts,
      AuditErasing audit,
      LetterErasing letters,
      TeamRemoval removal,
      ErasureTasks tasks,
      Outbox outbox,
      TransactionalOperator transaction,
      String service) {
    this.people = people;
    this.parts = List.copyOf(parts);
    this.audit = audit;
    this.letters = letters;
    this.removal = removal;
    this.tasks = tasks;
    this.outbox = outbox;
    this.transaction = transaction;
    this.service = service;
  }

  /** For a service whose database is new: knows whom not to take in. */
  Mono<Void> remember(PersonErased erased) {
    return people
        .remember(erased.teamId(), erased.erasure().marks())
        .as(transaction::transactional);
  }

  /** Does a task in its team's scope. */
  Mono<Void> perform(Task task) {
    byte[] data = task.data().getBytes(StandardCharsets.UTF_8);
    JsonNode event = JsonMapper.shared().readTree(data);
    return event.has("erasure")
        ? person(task, EventJson.read(data, PersonErasureRequested.class))
        : team(task, EventJson.read(data, TeamErasureRequested.class));
  }

  private Mono<Void> person(Task task, PersonErasureRequested request) {
    return Mono.defer(() -> {
      PersonErasure erasure = request.erasure();
      var person =
          new ErasedPerson(
              task.teamId(),
              task.erasureId(),
              erasure.personIds(),
              erasure.memberIds(),
              people
                  .key()
                  .open(task.teamId(), task.erasureId(), Objects.requireNonNull(erasure.sealed())));
      var findings = new Findings();
      return people
          .remember(task.teamId(), erasure.marks())
          .as(transaction::transactional)
          // Until then somebody may go by what was known before.
          .then(Mono.delay(ErasedPeople.RECENT.multipliedBy(2)))
          .thenMany(Flux.fromIterable(parts))
          .concatMap(part -> part.erase(person, findings))
          .then(audit.erase(person, findings))
          // Last, so that what failed while the rest was done is found, too.
          .then(Mono.defer(() -> letters.erase(person, findings)))
          .then(Mono.defer(() -> finish(task, findings)));
    });
  }

  private Mono<Void> team(Task task, TeamErasureRequested request) {
    var findings = new Findings();
    return removal
        .remove(request.teamId(), findings)
        .then(Mono.defer(() -> letters.erase(request.teamId(), findings)))
        .then(Mono.defer(() -> finish(task, findings)));
  }

  private Mono<Void> finish(Task task, Findings findings) {
    var report =
        findings.report(task.erasureId(), service, Instant.now().truncatedTo(ChronoUnit.MICROS));
    return tasks
        .done(task)
        .then(outbox.publish(List.of(new ErasureReported(task.teamId(), 1, report))))
        .as(transaction::transactional);
  }
}

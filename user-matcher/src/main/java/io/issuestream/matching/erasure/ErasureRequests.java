package io.issuestream.matching.erasure;

import io.issuestream.contracts.erasure.ErasureEvent;
import io.issuestream.contracts.erasure.PersonErasure;
import io.issuestream.contracts.erasure.PersonErasureRequested;
import io.issuestream.contracts.erasure.TeamErasureRequested;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.ErasureKey;
import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.outbox.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Finds out who is to be erased, and has all services do it. */
@Component
class ErasureRequests {

  private final PersonSearch search;
  private final RequestedErasures erasures;
  private final ErasedPeople people;
  private final Teams teams;
  private final Outbox outbox;
  private final TransactionalOperator transaction;

  ErasureRequests(
      PersonSearch search,
      RequestedErasures erasures,
      ErasedPeople people,
      Teams teams,
      Outbox outbox,
      TransactionalOperator transaction) {
    this.search = search;
    this.erasures = erasures;
    this.people = people;
    this.teams = teams;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /**
   * Has a person erased.
   *
   * @return names the erasure
   * @throws io.issuestream.erasure.ErasureKeyMissing where nobody can be
   */
  Mono<String> person(String teamId, @Nullable String accountId, @Nullable String email) {
    ErasureKey key = people.key();
    return teams
        .lock(teamId)
        .then(Mono.defer(() -> search.find(teamId, accountId, email)))
        .flatMap(found -> {
          String id = UUID.randomUUID().toString();
          var erasure =
              new PersonErasure(
                  id,
                  now(),
                  found.personIds(),
                  found.memberIds(),
                  key.marks(teamId, found.identifiers()),
                  key.seal(teamId, id, found.identifiers()));
          var event = new PersonErasureRequested(teamId, 1, erasure);
          return erasures
              .add(teamId, id, erasure.requestedAt(), event)
              .then(publish(event))
              .thenReturn(id);
        })
        .as(transaction::transactional);
  }

  /** Has a whole team deleted. */
  Mono<String> team(String teamId) {
    String id = UUID.randomUUID().toString();
    var event = new TeamErasureRequested(teamId, 1, id, now());
    return erasures
        .add(teamId, id, event.requestedAt(), null)
        .then(publish(event))
        .thenReturn(id)
        .as(transaction::transactional);
  }

  private Mono<Void> publish(ErasureEvent event) {
    return outbox.publish(List.of(event));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}

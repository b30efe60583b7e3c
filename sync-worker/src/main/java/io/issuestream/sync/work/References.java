package io.issuestream.sync.work;

import io.issuestream.sync.lease.ConnectionLeases;
import io.issuestream.sync.person.Account;
import io.issuestream.sync.person.People;
import io.issuestream.sync.sprint.SprintReading;
import io.issuestream.sync.sprint.Sprints;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Stores the people and sprints that issues name, before the issues: in a transaction of its own,
 * because most pages name nobody new, and because a reference may stand without its issue but not
 * the other way round.
 */
@Component
class References {

  private final People people;
  private final Sprints sprints;
  private final ConnectionLeases leases;
  private final TransactionalOperator transaction;

  References(
      People people, Sprints sprints, ConnectionLeases leases, TransactionalOperator transaction) {
    this.people = people;
    this.sprints = sprints;
    this.leases = leases;
    this.transaction = transaction;
  }

  /** Stores them under the connection's lease and notes them as known. */
  Mono<Void> store(
      HeldConnection connection, List<Account> accounts, List<SprintReading> readings) {
    if (accounts.isEmpty() && readings.isEmpty()) {
      return Mono.empty();
    }
    String team = connection.lease().teamId();
    return leases
        .require(connection.lease())
        .then(sprints.store(team, readings))
        .then(people.store(team, accounts))
        .as(transaction::transactional)
        .doOnNext(personIds -> {
          connection.people().stored(accounts, personIds);
          connection
              .sprints()
              .stored(
                  readings.stream()
                      .filter(reading -> !reading.byBoard())
                      .map(SprintReading::sprint)
                      .toList());
        })
        .then();
  }

  /** Sprints of a board that were not over when they were last read. */
  Mono<List<Long>> openSprints(String teamId, long boardId) {
    return sprints.openOf(teamId, boardId);
  }

  /** Jira has no such sprint any more. */
  Mono<Void> sprintDeleted(HeldConnection connection, long sprintId) {
    return leases
        .require(connection.lease())
        .then(sprints.deleted(connection.lease().teamId(), sprintId))
        .as(transaction::transactional);
  }
}

package io.issuestream.sync.intake;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.messaging.inbound.Batch;
import io.issuestream.sync.person.MemberAddresses;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the addresses of team members, for the accounts that hide theirs. */
@Component
class MemberIntake {

  private final MemberAddresses addresses;
  private final TransactionalOperator transaction;

  MemberIntake(MemberAddresses addresses, TransactionalOperator transaction) {
    this.addresses = addresses;
    this.transaction = transaction;
  }

  Mono<Void> on(Batch<TeamMemberEvent> batch) {
    return addresses
        .store(batch.latestEvents())
        .then(Mono.defer(() -> erase(batch.erasedKeys())))
        .as(transaction::transactional);
  }

  private Mono<Void> erase(List<String> keys) {
    Map<String, List<String>> byTeam =
        keys.stream()
            // Of a key that names no team there is nothing to erase, and it stops nothing.
            .filter(key -> !Keys.teamOf(key).isEmpty())
            .collect(
                Collectors.groupingBy(
                    Keys::teamOf,
                    Collectors.mapping(
                        key -> key.substring(Keys.teamOf(key).length() + 1), Collectors.toList())));
    return Flux.fromIterable(byTeam.entrySet())
        .concatMap(team -> addresses.erase(team.getKey(), team.getValue()))
        .then();
  }
}

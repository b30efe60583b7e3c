package io.issuestream.sync.intake;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.member.TeamMemberEvent;
import io.issuestream.erasure.ErasedPeople;
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
  private final ErasedPeople people;
  private final TransactionalOperator transaction;

  MemberIntake(MemberAddresses addresses, ErasedPeople people, TransactionalOperator transaction) {
    this.addresses = addresses;
    this.people = people;
    this.transaction = transaction;
  }

  Mono<Void> on(Batch<TeamMemberEvent> batch) {
    return withoutErased(batch.latestEvents())
        .flatMap(addresses::store)
        .then(Mono.defer(() -> erase(batch.erasedKeys())))
        .as(transaction::transactional);
  }

  /** What was under way when a person was erased may come after it. */
  private Mono<List<TeamMemberEvent>> withoutErased(List<TeamMemberEvent> events) {
    return Flux.fromStream(events.stream().map(TeamMemberEvent::teamId).distinct().sorted())
        .concatMap(people::held)
        .flatMapIterable(erased ->
            events.stream()
                .filter(event -> erased.isOf(event.teamId()))
                .filter(event -> !erased.email(event.member().email()))
                .toList())
        .collectList();
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

package io.issuestream.matching.match;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.matching.team.Teams;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Applies decisions made by hand: all of them or none. */
@Service
class ManualMatching {

  private final Teams teams;
  private final Matches matches;
  private final MatchQueries queries;
  private final Rematch rematch;
  private final TransactionalOperator transaction;

  ManualMatching(
      Teams teams,
      Matches matches,
      MatchQueries queries,
      Rematch rematch,
      TransactionalOperator transaction) {
    this.teams = teams;
    this.matches = matches;
    this.queries = queries;
    this.rematch = rematch;
    this.transaction = transaction;
  }

  /**
   * Stores the decisions and matches the team anew at once. Deciding the same again changes
   * nothing.
   *
   * @return the accounts decided about
   */
  Mono<List<MatchView>> decide(Caller caller, Collection<Decision> decisions) {
    String team = caller.team();
    Set<String> persons = decisions.stream().map(Decision::personId).collect(Collectors.toSet());
    Set<String> members =
        decisions.stream()
            .map(Decision::memberId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return teams
        .lock(team)
        .then(allKnown(queries.unknownPersons(team, persons), "There is no account "))
        .then(allKnown(queries.unknownMembers(team, members), "There is no member "))
        .then(matches.decide(team, caller.subject(), decisions))
        .then(rematch.now(team))
        .then(queries.byPersons(team, persons).collectList())
        .as(transaction::transactional);
  }

  private static Mono<Void> allKnown(Flux<String> unknown, String sentence) {
    return unknown.next().flatMap(one -> Mono.error(Problem.notFound(sentence + one + ".")));
  }
}

package io.issuestream.integration.repository;

import io.issuestream.edge.Problem;
import io.issuestream.github.GithubFailure;
import io.issuestream.github.GithubRepository;
import io.issuestream.integration.github.connection.GithubAccess;
import io.issuestream.integration.github.connection.GithubDependents;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes repositories in and out; what is taken in is read at once. */
@Component
class RepositorySelection implements GithubDependents {

  private final GithubAccess access;
  private final RepositoryCatalogue catalogue;
  private final TrackedRepositories repositories;
  private final TransactionalOperator transaction;

  RepositorySelection(
      GithubAccess access,
      RepositoryCatalogue catalogue,
      TrackedRepositories repositories,
      TransactionalOperator transaction) {
    this.access = access;
    this.catalogue = catalogue;
    this.repositories = repositories;
    this.transaction = transaction;
  }

  /** Takes one in; fails with a problem, nothing stored, where GitHub shows none such. */
  Mono<Void> add(String teamId, long id) {
    return found(teamId, List.of(id)).flatMap(found -> repositories.track(teamId, found));
  }

  /** Takes one out; fails with a 404 problem where the team never tracked it. */
  Mono<Void> remove(String teamId, long id) {
    return repositories
        .untrack(teamId, id)
        .flatMap(known ->
            known
                ? Mono.<Void>empty()
                : Mono.error(() ->
                    Problem.notFound("The team never tracked a repository with id " + id + ".")));
  }

  /** Makes these the whole selection, or changes nothing where GitHub does not show one of them. */
  Mono<Void> replace(String teamId, List<Long> ids) {
    return found(teamId, ids)
        .flatMap(found ->
            repositories
                .untrackAllBut(teamId, ids)
                .then(repositories.track(teamId, found))
                .as(transaction::transactional));
  }

  /** Reads all that is tracked anew; how many there are. */
  Mono<Long> readAll(String teamId) {
    return access.connection(teamId).then(repositories.makeDue(teamId));
  }

  @Override
  public Mono<Void> onConnected(String teamId) {
    return repositories.makeDue(teamId).then();
  }

  /** Without a connection nothing is tracked. */
  @Override
  public Mono<Void> onDisconnected(String teamId) {
    return repositories.untrackAllBut(teamId, List.of());
  }

  private Mono<List<GithubRepository>> found(String teamId, List<Long> ids) {
    return access
        .forPeople(teamId)
        .flatMap(open -> catalogue.holding(open, ids))
        .onErrorMap(
            GithubFailure.class,
            failure ->
                Problem.unprocessable(
                    "github-unusable", failure.getMessage() + ". " + failure.advice()))
        .map(shown -> chosen(ids, shown));
  }

  private static List<GithubRepository> chosen(List<Long> ids, List<GithubRepository> shown) {
    Map<Long, GithubRepository> byId =
        shown.stream()
            .collect(
                Collectors.toMap(GithubRepository::id, Function.identity(), (one, same) -> one));
    return ids.stream()
        .map(id -> {
          GithubRepository found = byId.get(id);
          if (found == null) {
            throw Problem.unprocessable(
                "unknown-repository",
                "GitHub shows no repository with id "
                    + id
                    + " to the connection. Choose one of the listed repositories.");
          }
          return found;
        })
        .toList();
  }
}

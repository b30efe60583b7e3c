package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.integration.pullrequest.GithubAuthors.Login;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import io.issuestream.integration.pullrequest.GithubPushes.Ref;
import io.issuestream.integration.pullrequest.PullRequestCommits.MatchingPush;
import io.issuestream.messaging.outbox.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Brings facts into the pull requests held, and publishes those that changed, in a handful of
 * statements whatever their number. Whether GitHub delivered a fact or was asked for it makes no
 * difference here.
 */
@Component
class PullRequestStore {

  private final PullRequests pullRequests;
  private final GithubPushes pushes;
  private final GithubAuthors authors;
  private final Outbox outbox;

  PullRequestStore(
      PullRequests pullRequests, GithubPushes pushes, GithubAuthors authors, Outbox outbox) {
    this.pullRequests = pullRequests;
    this.pushes = pushes;
    this.authors = authors;
    this.outbox = outbox;
  }

  /**
   * Brings them in, within the caller's transaction.
   *
   * @return of each pull request, in the order given, whether it was at least as new as what was
   *     held
   */
  Mono<List<Boolean>> bring(List<Told<PullRequestSeen>> seen, List<Told<Pushed>> pushed) {
    return pullRequests
        .lock(repositories(seen, pushed))
        .then(pushes.add(pushed))
        .then(pushes.addRefs(refs(seen)))
        .then(Mono.defer(() -> Mono.zip(held(seen, pushed), authors.idsOf(logins(seen)))))
        .flatMap(known -> publish(seen, known.getT1(), known.getT2()));
  }

  private Mono<Map<PullRequestKey, PullRequestUpserted>> held(
      List<Told<PullRequestSeen>> seen, List<Told<Pushed>> pushed) {
    Set<PullRequestKey> named = seen.stream().map(Told::key).collect(Collectors.toSet());
    return pullRequests.held(named, pushed);
  }

  private Mono<List<Boolean>> publish(
      List<Told<PullRequestSeen>> seen,
      Map<PullRequestKey, PullRequestUpserted> held,
      Map<Login, String> authorIds) {
    var states = new TreeMap<PullRequestKey, PullRequestState>();
    held.forEach((key, event) -> states.put(key, event.pullRequest()));
    var accepted = new ArrayList<Boolean>();
    for (Told<PullRequestSeen> one : seen) {
      PullRequestKey key = Told.key(one);
      PullRequestState before = states.get(key);
      states.put(key, PullRequestFold.fold(before, one.fact(), author(one, authorIds)));
      accepted.add(PullRequestFold.accepts(before, one.fact()));
    }
    if (states.isEmpty()) {
      return Mono.just(accepted);
    }
    return pushes
        .matching(states.keySet())
        .map(matching -> changed(states, held, matching))
        .flatMap(events ->
            events.isEmpty() ? Mono.empty() : pullRequests.put(events).then(outbox.publish(events)))
        .thenReturn(accepted);
  }

  /** The events of those whose published content is now another. */
  private static List<PullRequestUpserted> changed(
      Map<PullRequestKey, PullRequestState> states,
      Map<PullRequestKey, PullRequestUpserted> held,
      Map<PullRequestKey, Collection<MatchingPush>> matching) {
    var events = new ArrayList<PullRequestUpserted>();
    states.forEach((key, folded) -> {
      List<MatchingPush> brought = List.copyOf(matching.getOrDefault(key, List.of()));
      PullRequestState state =
          PullRequestFold.with(
              folded, PullRequestCommits.of(brought, folded.mergeCommitSha(), folded.baseBranch()));
      PullRequestUpserted before = held.get(key);
      if (before == null) {
        events.add(new PullRequestUpserted(key.teamId(), 1, state));
      } else if (!before.pullRequest().equals(state)) {
        events.add(new PullRequestUpserted(key.teamId(), before.revision() + 1, state));
      }
    });
    return events;
  }

  private static SortedSet<String> repositories(
      List<Told<PullRequestSeen>> seen, List<Told<Pushed>> pushed) {
    return Stream.concat(
            seen.stream().map(one -> one.teamId() + "/" + one.fact().repository()),
            pushed.stream().map(one -> one.teamId() + "/" + one.fact().repository()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Ref> refs(List<Told<PullRequestSeen>> seen) {
    return seen.stream()
        .flatMap(one -> one.fact().refs().stream().map(sha -> new Ref(Told.key(one), sha)))
        .collect(Collectors.toSet());
  }

  private static Set<Login> logins(List<Told<PullRequestSeen>> seen) {
    return seen.stream()
        .map(PullRequestStore::login)
        .flatMap(login -> login == null ? Stream.empty() : Stream.of(login))
        .collect(Collectors.toSet());
  }

  private static @Nullable String author(Told<PullRequestSeen> one, Map<Login, String> authorIds) {
    Login login = login(one);
    return login == null ? null : authorIds.get(login);
  }

  private static @Nullable Login login(Told<PullRequestSeen> one) {
    String author = one.fact().author();
    return author == null ? null : new Login(one.teamId(), author);
  }
}

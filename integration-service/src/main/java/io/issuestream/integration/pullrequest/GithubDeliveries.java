package io.issuestream.integration.pullrequest;

import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.integration.pullrequest.GithubAuthors.Login;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.pullrequest.GithubPushes.Ref;
import io.issuestream.integration.pullrequest.PullRequestCommits.MatchingPush;
import io.issuestream.integration.webhook.Delivery;
import io.issuestream.integration.webhook.Outcome;
import io.issuestream.integration.webhook.WebhookHandler;
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

/** Applies batches of GitHub's deliveries, in a handful of statements whatever their number. */
@Component
class GithubDeliveries implements WebhookHandler {

  private final PullRequests pullRequests;
  private final GithubPushes pushes;
  private final GithubAuthors authors;
  private final Outbox outbox;

  GithubDeliveries(
      PullRequests pullRequests, GithubPushes pushes, GithubAuthors authors, Outbox outbox) {
    this.pullRequests = pullRequests;
    this.pushes = pushes;
    this.authors = authors;
    this.outbox = outbox;
  }

  @Override
  public String source() {
    return "github";
  }

  @Override
  public Mono<List<Outcome>> apply(List<Delivery> deliveries) {
    Facts facts = Facts.read(deliveries);
    if (facts.pullRequests().isEmpty() && facts.pushes().isEmpty()) {
      return Mono.just(facts.done());
    }
    return pullRequests
        .lock(repositories(facts))
        .then(pushes.add(facts.pushes()))
        .then(pushes.addRefs(refs(facts)))
        .then(Mono.defer(() -> Mono.zip(held(facts), authors.idsOf(logins(facts)))))
        .flatMap(known -> publish(facts, known.getT1(), known.getT2()));
  }

  private Mono<Map<PullRequestKey, PullRequestUpserted>> held(Facts facts) {
    Set<PullRequestKey> named =
        facts.pullRequests().stream().map(Facts::key).collect(Collectors.toSet());
    return pullRequests.held(named, facts.pushes());
  }

  private Mono<List<Outcome>> publish(
      Facts facts, Map<PullRequestKey, PullRequestUpserted> held, Map<Login, String> authorIds) {
    var states = new TreeMap<PullRequestKey, PullRequestState>();
    held.forEach((key, event) -> states.put(key, event.pullRequest()));
    var outcomes = new ArrayList<>(facts.done());
    for (Facts.Of<PullRequestSeen> one : facts.pullRequests()) {
      PullRequestKey key = Facts.key(one);
      PullRequestState before = states.get(key);
      states.put(key, PullRequestFold.fold(before, one.fact(), author(one, authorIds)));
      outcomes.add(outcome(one, PullRequestFold.accepts(before, one.fact())));
    }
    facts
        .pushes()
        .forEach(one -> outcomes.add(new Outcome(one.delivery(), Outcome.Result.APPLIED, null)));
    if (states.isEmpty()) {
      return Mono.just(outcomes);
    }
    return pushes
        .matching(states.keySet())
        .map(matching -> changed(states, held, matching))
        .flatMap(events ->
            events.isEmpty() ? Mono.empty() : pullRequests.put(events).then(outbox.publish(events)))
        .thenReturn(outcomes);
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

  private static Outcome outcome(Facts.Of<PullRequestSeen> one, boolean accepted) {
    return accepted
        ? new Outcome(one.delivery(), Outcome.Result.APPLIED, null)
        : new Outcome(
            one.delivery(), Outcome.Result.OUTDATED, "Something newer had been delivered before.");
  }

  private static SortedSet<String> repositories(Facts facts) {
    return Stream.concat(
            facts.pullRequests().stream()
                .map(one -> one.delivery().teamId() + "/" + one.fact().repository()),
            facts.pushes().stream()
                .map(one -> one.delivery().teamId() + "/" + one.fact().repository()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Ref> refs(Facts facts) {
    return facts.pullRequests().stream()
        .flatMap(one -> one.fact().refs().stream().map(sha -> new Ref(Facts.key(one), sha)))
        .collect(Collectors.toSet());
  }

  private static Set<Login> logins(Facts facts) {
    return facts.pullRequests().stream()
        .map(GithubDeliveries::login)
        .flatMap(login -> login == null ? Stream.empty() : Stream.of(login))
        .collect(Collectors.toSet());
  }

  private static @Nullable String author(
      Facts.Of<PullRequestSeen> one, Map<Login, String> authorIds) {
    Login login = login(one);
    return login == null ? null : authorIds.get(login);
  }

  private static @Nullable Login login(Facts.Of<PullRequestSeen> one) {
    String author = one.fact().author();
    return author == null ? null : new Login(one.delivery().teamId(), author);
  }
}

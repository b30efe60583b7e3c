package io.issuestream.integration.pullrequest;

import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.webhook.Delivery;
import io.issuestream.integration.webhook.Outcome;
import io.issuestream.integration.webhook.WebhookHandler;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Applies batches of GitHub's deliveries. */
@Component
class GithubDeliveries implements WebhookHandler {

  private final PullRequestStore store;

  GithubDeliveries(PullRequestStore store) {
    this.store = store;
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
    return store
        .bring(
            facts.pullRequests().stream().map(Facts.Of::told).toList(),
            facts.pushes().stream().map(Facts.Of::told).toList())
        .map(accepted -> outcomes(facts, accepted));
  }

  private static List<Outcome> outcomes(Facts facts, List<Boolean> accepted) {
    var outcomes = new ArrayList<>(facts.done());
    for (int i = 0; i < accepted.size(); i++) {
      outcomes.add(outcome(facts.pullRequests().get(i), accepted.get(i)));
    }
    facts
        .pushes()
        .forEach(one -> outcomes.add(new Outcome(one.delivery(), Outcome.Result.APPLIED, null)));
    return outcomes;
  }

  private static Outcome outcome(Facts.Of<PullRequestSeen> one, boolean accepted) {
    return accepted
        ? new Outcome(one.delivery(), Outcome.Result.APPLIED, null)
        : new Outcome(
            one.delivery(), Outcome.Result.OUTDATED, "Something newer had been delivered before.");
  }
}

package io.issuestream.integration.pullrequest;

import io.issuestream.integration.pullrequest.GithubFact.Irrelevant;
import io.issuestream.integration.pullrequest.GithubFact.PullRequestSeen;
import io.issuestream.integration.pullrequest.GithubFact.Pushed;
import io.issuestream.integration.webhook.Delivery;
import io.issuestream.integration.webhook.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What a batch of deliveries says, in the order they came.
 *
 * @param done outcomes of deliveries that need nothing more
 */
record Facts(List<Of<PullRequestSeen>> pullRequests, List<Of<Pushed>> pushes, List<Outcome> done) {

  /** A fact and the delivery that brought it. */
  record Of<F extends GithubFact>(Delivery delivery, F fact) {

    Told<F> told() {
      return new Told<>(delivery.teamId(), fact);
    }
  }

  static Facts read(List<Delivery> deliveries) {
    var facts = new Facts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    deliveries.forEach(facts::add);
    return facts;
  }

  private void add(Delivery delivery) {
    try {
      switch (GithubDeliveryReader.read(
          delivery.eventType(), delivery.payload(), delivery.receivedAt())) {
        case PullRequestSeen seen -> pullRequests.add(new Of<>(delivery, seen));
        case Pushed pushed -> pushes.add(new Of<>(delivery, pushed));
        case Irrelevant irrelevant ->
            done.add(new Outcome(delivery, Outcome.Result.IGNORED, irrelevant.reason()));
      }
    } catch (UnreadableDelivery unreadable) {
      done.add(new Outcome(delivery, Outcome.Result.UNREADABLE, unreadable.getMessage()));
    }
  }
}

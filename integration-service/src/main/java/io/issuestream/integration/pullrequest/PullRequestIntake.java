package io.issuestream.integration.pullrequest;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes in pull requests that GitHub was asked for. */
@Component
public class PullRequestIntake {

  private final PullRequestStore store;

  PullRequestIntake(PullRequestStore store) {
    this.store = store;
  }

  /**
   * Brings them into what is held, and publishes those that changed, within the caller's
   * transaction. What a webhook brought that is newer stays.
   */
  public Mono<Void> take(String teamId, List<ListedPullRequest> listed) {
    return store
        .bring(
            listed.stream().map(one -> new Told<>(teamId, one.seen())).toList(),
            listed.stream()
                .flatMap(ListedPullRequest::pushed)
                .map(pushed -> new Told<>(teamId, pushed))
                .toList())
        .then();
  }
}

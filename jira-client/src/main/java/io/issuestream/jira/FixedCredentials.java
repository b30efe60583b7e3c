package io.issuestream.jira;

import reactor.core.publisher.Mono;

/** Credentials nobody renews. */
record FixedCredentials(Held held) implements CredentialSource {

  @Override
  public Mono<Held> current() {
    return Mono.just(held);
  }

  @Override
  public Mono<Held> insteadOf(Held refused) {
    return Mono.empty();
  }

  @Override
  public boolean anonymous() {
    return held.credentials() instanceof JiraCredentials.Anonymous;
  }

  @Override
  public boolean costsPoints() {
    return held.credentials() instanceof JiraCredentials.OAuth;
  }
}
